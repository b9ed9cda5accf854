package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of neighbouring rows of one kind, in the order of their encoded keys.
 *
 * @param <V> what the rows hold
 */
public sealed interface RowRange<V> {
    /** Whether the rows are visited from the last to the first. */
    default boolean isReversed() {
        return false;
    }

    /** All operations of an execution, in no useful order. */
    record Operations(ExecutionId execution) implements RowRange<Operation> {}

    /** The children of a context. */
    record Children(ExecutionId execution, OperationId parent) implements RowRange<Row.Present> {}

    /** The history of an execution from an event on, oldest first. */
    record Events(ExecutionId execution, int fromEventId) implements RowRange<HistoryEvent> {}

    /** The buffered signals of a name, oldest first. */
    record Signals(ExecutionId execution, SignalName name) implements RowRange<BufferedSignal> {}

    /** The waits for a signal of a name, oldest first. */
    record SignalWaits(ExecutionId execution, SignalName name) implements RowRange<OperationId> {}

    /** Every row that belongs to an execution. */
    record Everything(ExecutionId execution) implements RowRange<Object> {}

    /** All timers from one on, by due time. */
    record Timers(@Nullable Timer from) implements RowRange<Row.Present> {}

    /** All executions that must run or are running. */
    record ReadyExecutions() implements RowRange<UpdatedOperations> {}

    /**
     * Executions of a function with a status, newest first or, reversed, oldest first.
     *
     * @param after only those that come after this one in that order, exclusive; absent for all
     * @param startedAfter only those started after this instant, exclusive; absent for all
     * @param startedBefore only those started before this instant, exclusive; absent for all
     */
    record ListedExecutions(
            String function,
            ExecutionStatus status,
            boolean isReversed,
            Row.@Nullable Listed after,
            @Nullable Instant startedAfter,
            @Nullable Instant startedBefore)
            implements RowRange<Row.Present> {}

    /** All executions that are quarantined. */
    record QuarantinedExecutions() implements RowRange<Quarantine> {}

    /** All undelivered messages, oldest first. */
    record Outbox() implements RowRange<Outgoing> {}
}
