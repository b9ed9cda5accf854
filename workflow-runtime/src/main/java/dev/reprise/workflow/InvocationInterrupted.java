package dev.reprise.workflow;

/** The host stopped the invocation. The service invokes the function again. */
public final class InvocationInterrupted extends DurableException {
    private static final long serialVersionUID = 1L;

    /** Creates the error with what was interrupted. */
    public InvocationInterrupted(String what, InterruptedException cause) {
        super("Expected " + what + " to end, but the invocation was interrupted", cause);
    }
}
