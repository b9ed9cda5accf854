package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.ExecutionStatus;

/** What became of asking for an execution to start. */
public sealed interface StartOutcome {
    /**
     * It runs, or ran.
     *
     * @param created whether it was this request that started it
     */
    record Started(ExecutionId execution, ExecutionKey key, boolean created, ExecutionStatus status)
            implements StartOutcome {}

    /** The name belongs to an execution with another input. */
    record NameTaken(ExecutionKey key, ExecutionId execution) implements StartOutcome {}

    /** Too much waits to be recorded; in a moment it may be possible. */
    record Overloaded() implements StartOutcome {}

    record UnknownFunction(String function) implements StartOutcome {}

    /** The function has no version and no alias of that name. */
    record UnknownVersion(String function, String qualifier) implements StartOutcome {}

    /** The function is a plain one, of which there are no executions. */
    record NotDurable(String function) implements StartOutcome {}

    record InputTooLarge(int bytes, int maxBytes) implements StartOutcome {}
}
