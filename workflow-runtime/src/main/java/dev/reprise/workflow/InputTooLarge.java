package dev.reprise.workflow;

/** An input that is too large for a called function. Nothing has been called. */
public final class InputTooLarge extends DurableException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes the input.
     *
     * @param function the function that was to be called
     * @param bytes the input's size
     * @param maxBytes the largest allowed
     */
    public InputTooLarge(String function, int bytes, int maxBytes) {
        super(
                "Expected the input of function '%s' to be at most %d bytes, but it is %d. Keep it elsewhere, such as in an object store, and pass a reference to it"
                        .formatted(function, maxBytes, bytes),
                null);
    }
}
