package dev.reprise.core.fold;

/** A checkpoint that cannot be recorded. Never leaves the fold: it becomes a verdict. */
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean overLimit;

    private Rejection(String message, boolean overLimit) {
        super(message, null, false, false);
        this.overLimit = overLimit;
    }

    /** The updates break a rule of the protocol. */
    static Rejection of(String message) {
        return new Rejection(message, false);
    }

    /** The execution has grown beyond its terms, and ends. */
    static Rejection overLimit(String message) {
        return new Rejection(message, true);
    }

    boolean isOverLimit() {
        return overLimit;
    }

    /** The sentence, never absent. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
