package dev.reprise.streams;

/**
 * The journal cannot serve just now: a broker does not answer, or the partition is being taken over. For an append the
 * outcome is unknown; trying again with the same idempotency token is safe.
 */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says what was expected and what was found. */
    public JournalUnavailable(String message) {
        super(message);
    }

    /** With what it came from. */
    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
