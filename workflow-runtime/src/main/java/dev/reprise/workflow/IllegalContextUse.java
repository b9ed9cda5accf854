package dev.reprise.workflow;

/** A context used where it must not be: by another thread, within a step, or after its invocation. */
public final class IllegalContextUse extends DurableException {
    private static final long serialVersionUID = 1L;

    /** Creates the error with a complete sentence. */
    public IllegalContextUse(String message) {
        super(message, null);
    }
}
