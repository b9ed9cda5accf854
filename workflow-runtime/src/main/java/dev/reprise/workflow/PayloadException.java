package dev.reprise.workflow;

/** A value that a {@link PayloadCodec} cannot write, or a payload it cannot read. */
public final class PayloadException extends DurableException {
    private static final long serialVersionUID = 1L;

    /** Creates the error with a complete sentence, which does not show the payload. */
    public PayloadException(String message) {
        super(message, null);
    }

    /** The same with what it came from. */
    public PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
