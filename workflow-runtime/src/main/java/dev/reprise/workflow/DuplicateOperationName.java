package dev.reprise.workflow;

/**
 * A name that the execution has used before. Ends the invocation; the service invokes the function again after a pause,
 * so that a corrected deployment can go on.
 */
public final class DuplicateOperationName extends DurableException {
    private static final long serialVersionUID = 1L;

    /** The name that was used twice. */
    public DuplicateOperationName(String name) {
        super(
                "Expected each name to be used once in an execution, but '%s' was used before. In a loop, put the round into the name, such as '%s-2'"
                        .formatted(name, name),
                null);
    }
}
