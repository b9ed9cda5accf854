package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import java.time.Instant;

/**
 * The key of a row in a partition's store. A store is a sorted map from these keys, in the order of their
 * {@link RowEncoding encoding}, to values of type {@code V}.
 *
 * @param <V> what the row holds
 */
public sealed interface Row<V> {
    /** Rows that say something by being there. */
    enum Present {
        PRESENT
    }

    /** A row that belongs to one execution and goes when it is purged. */
    sealed interface OfExecution<V> extends Row<V> {
        /** Whose row it is. */
        ExecutionId execution();
    }

    /** The partition's own row. */
    record OfPartition() implements Row<PartitionState> {}

    /** The header of an execution. */
    record Header(ExecutionId execution) implements OfExecution<Execution> {}

    /** An operation. */
    record OfOperation(ExecutionId execution, OperationId operation) implements OfExecution<Operation> {}

    /** A child of a context, by its parent. */
    record Child(ExecutionId execution, OperationId parent, OperationId child) implements OfExecution<Present> {}

    /** A history event. */
    record Event(ExecutionId execution, int eventId) implements OfExecution<HistoryEvent> {}

    /** A signal that waits to be taken, oldest first. */
    record Signal(ExecutionId execution, SignalName name, long number) implements OfExecution<BufferedSignal> {}

    /** An operation that waits for a signal, oldest first. */
    record SignalWait(ExecutionId execution, SignalName name, long order) implements OfExecution<OperationId> {}

    /** The id of a signal that was taken in; a second one of the same id is a duplicate. */
    record SignalId(ExecutionId execution, String id) implements OfExecution<Present> {}

    /** The execution that has a key. */
    record Named(ExecutionKey key) implements Row<ExecutionId> {}

    /** A pending timer. */
    record Armed(Timer timer) implements Row<Present> {}

    /** An execution whose current epoch must run or is running; holds what changed since the last good invocation. */
    record Ready(ExecutionId execution) implements Row<UpdatedOperations> {}

    /** An execution by function, status and start, newest first. */
    record Listed(String function, ExecutionStatus status, Instant startedAt, ExecutionId execution)
            implements Row<Present> {}

    /** How far a partition of the signals topic has been taken into this journal partition: the last offset. */
    record Relayed(String topic, int partition) implements Row<Long> {}

    /** An execution that is quarantined, whether or not it ever started. */
    record Quarantined(ExecutionId execution) implements Row<Quarantine> {}

    /** A called execution that was purged: its call may still be delivered again, and must not start it again. */
    record Forgotten(ExecutionId execution) implements Row<Present> {}

    /** A message for another partition that has not been delivered yet. */
    record Outbox(OutgoingId id) implements Row<Outgoing> {}
}
