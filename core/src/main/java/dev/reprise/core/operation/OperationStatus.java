package dev.reprise.core.operation;

/** Where an operation stands. */
public enum OperationStatus {
    /** Begun; for a wait, callback or chained invoke also: still waiting. */
    STARTED,
    /** A step that failed and waits for its next attempt. */
    PENDING,
    /** A step whose next attempt may begin. */
    READY,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    STOPPED;

    /** Whether nothing more can happen to the operation. */
    public boolean isTerminal() {
        return switch (this) {
            case STARTED, PENDING, READY -> false;
            case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, STOPPED -> true;
        };
    }
}
