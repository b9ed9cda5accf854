package dev.reprise.core.state;

/** Where an execution stands. The order is stored: add at the end only. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    STOPPED,
    /** To be paused as soon as the invocation that runs checks in or ends. */
    PAUSING,
    /** Not invoked until it is resumed; what it waits for goes on happening. */
    PAUSED,
    /** Ended, and about to be forgotten. */
    DELETING;

    /** Whether the execution has ended. */
    public boolean isClosed() {
        return switch (this) {
            case RUNNING, PAUSING, PAUSED -> false;
            case SUCCEEDED, FAILED, TIMED_OUT, STOPPED, DELETING -> true;
        };
    }

    /** Whether an invocation may change the execution. */
    public boolean takesCheckpoints() {
        return this == RUNNING || this == PAUSING;
    }
}
