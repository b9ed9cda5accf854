package dev.reprise.core.operation;

/** The kinds of operation. */
public enum OperationType {
    /** The execution itself: its input, and in the end its result. */
    EXECUTION,
    /** A named piece of user code whose result is recorded. */
    STEP,
    /** A pause until a point in time. */
    WAIT,
    /** A wait for an answer from outside; with subtype {@link Operation#SIGNAL}, for a named signal. */
    CALLBACK,
    /** A call of another function, durable or plain. */
    CHAINED_INVOKE,
    /** A group of operations with a result of its own. */
    CONTEXT
}
