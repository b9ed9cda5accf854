package dev.reprise.workflow;

/** A signal that did not come in time. */
public final class SignalTimeoutException extends DurableException {
    private static final long serialVersionUID = 1L;

    private final String signalName;

    /** The signal that did not come. */
    public SignalTimeoutException(String signalName) {
        super("Expected the signal '%s', but it did not come in time".formatted(signalName), null);
        this.signalName = signalName;
    }

    /** The signal's name. */
    public String signalName() {
        return signalName;
    }
}
