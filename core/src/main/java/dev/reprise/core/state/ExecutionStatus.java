package dev.reprise.core.state;

/** Where an execution stands. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    STOPPED;

    /** Whether the execution has ended. */
    public boolean isClosed() {
        return this != RUNNING;
    }
}
