package dev.reprise.core;

/** A value that cannot be what it was offered as. The message says what was expected and what was found. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates the error with a complete sentence. */
    public InvalidValue(String message) {
        super(message);
    }
}
