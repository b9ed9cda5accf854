package dev.reprise.workflow;

/**
 * Code that does not repeat what the journal says it did. Ends the invocation, and code cannot catch it: the service
 * invokes the function again after a pause, so that a corrected deployment can go on and nothing is lost.
 */
public final class NonDeterministicException extends DurableException {
    private static final long serialVersionUID = 1L;

    private NonDeterministicException(String message) {
        super(message + ". Was it changed while this execution was running? See docs/versioning.md", null);
    }

    /**
     * The code asked for another operation than the recorded one.
     *
     * @param position the operation's place in the execution, from 1
     * @param recorded what the journal holds there
     * @param requested what the code asked for
     */
    public static NonDeterministicException diverged(String position, String recorded, String requested) {
        return new NonDeterministicException("Expected the function to repeat %s at position %s, but it asked for %s"
                .formatted(recorded, position, requested));
    }

    /**
     * The code ended or waits although more was recorded.
     *
     * @param position the place of the first operation it did not reach
     * @param recorded what the journal holds there
     * @param instead what the code did
     */
    public static NonDeterministicException unreached(String position, String recorded, String instead) {
        return new NonDeterministicException("Expected the function to repeat %s at position %s, but it %s before"
                .formatted(recorded, position, instead));
    }
}
