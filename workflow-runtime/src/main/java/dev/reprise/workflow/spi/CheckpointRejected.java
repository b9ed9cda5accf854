package dev.reprise.workflow.spi;

/** The service will never take this checkpoint; the execution fails with what it says. */
public final class CheckpointRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /**
     * Creates the error.
     *
     * @param type the service's name for it, such as {@code InvalidParameterValueException}
     * @param message the service's sentence
     */
    public CheckpointRejected(String type, String message) {
        super(message);
        this.type = type;
    }

    /** The service's name for it. */
    public String type() {
        return type;
    }
}
