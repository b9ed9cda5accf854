package dev.reprise.cli.terminal;

/** A command cannot do what it was asked to; the message is what the user is told, whole sentences with what to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what the user is told. */
    public CommandFailure(String message) {
        super(message);
    }

    /** With what the user is told, and what it came from. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
