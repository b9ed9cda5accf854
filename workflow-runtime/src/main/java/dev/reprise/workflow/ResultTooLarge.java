package dev.reprise.workflow;

/** A result that is too large for the journal. */
public final class ResultTooLarge extends DurableException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes the result.
     *
     * @param what whose result
     * @param bytes its size
     * @param maxBytes the largest allowed
     */
    public ResultTooLarge(String what, int bytes, int maxBytes) {
        super(
                "Expected the result of %s to be at most %d bytes, but it is %d. Keep it elsewhere, such as in an object store, and return a reference to it"
                        .formatted(what, maxBytes, bytes),
                null);
    }
}
