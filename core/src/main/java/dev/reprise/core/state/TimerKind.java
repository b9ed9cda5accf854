package dev.reprise.core.state;

/** What a timer is for. The order is stored: add at the end only. */
public enum TimerKind {
    WAIT,
    STEP_RETRY,
    CALLBACK_TIMEOUT,
    CALLBACK_HEARTBEAT,
    INVOCATION_RETRY,
    EXECUTION_TIMEOUT,
    PURGE
}
