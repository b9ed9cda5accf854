package dev.reprise.workflow.spi;

/** The invocation has been superseded, or its execution has ended: whatever it does now counts for nothing. */
public final class StaleCheckpointToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the error with the service's sentence. */
    public StaleCheckpointToken(String message) {
        super(message);
    }
}
