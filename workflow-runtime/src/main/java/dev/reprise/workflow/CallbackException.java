package dev.reprise.workflow;

import dev.reprise.core.Failure;

/** A callback that was answered with a failure, or not in time. */
public final class CallbackException extends DurableException {
    private static final long serialVersionUID = 1L;

    private final String callbackName;
    private final boolean timedOut;
    private final transient Failure failure;

    /** Creates the error as the journal holds it. */
    public CallbackException(String callbackName, boolean timedOut, Failure failure) {
        super(
                "Callback '%s' %s: %s: %s"
                        .formatted(
                                callbackName,
                                timedOut ? "was not answered in time" : "was answered with a failure",
                                failure.type(),
                                failure.message()),
                null);
        this.callbackName = callbackName;
        this.timedOut = timedOut;
        this.failure = failure;
    }

    /** The callback's name. */
    public String callbackName() {
        return callbackName;
    }

    /** Whether nobody answered, or nobody gave a sign of life, in time. */
    public boolean timedOut() {
        return timedOut;
    }

    /** The failure as it was sent. */
    public Failure failure() {
        return failure;
    }
}
