package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict.SignalRefused.Reason;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.BufferedSignal;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Signals: each completes the oldest wait for its name, or is kept until there is one. Signals of one name are taken in
 * the order they came.
 */
final class Signals {
    /** How many signals an execution may have waiting. */
    static final int MAX_BUFFERED = 1_000;

    /** How many bytes those may take. */
    static final long MAX_BUFFERED_BYTES = 1 << 20;

    private Signals() {}

    static Verdict fold(Draft draft, SignalReceived record) {
        var held = record.source() == null ? null : turn(draft, record.source());
        if (held != null) {
            return held;
        }
        var target = target(draft, record.target());
        if (target != null && Quarantines.hold(draft, target)) {
            return refuse(draft, record, Reason.EXECUTION_QUARANTINED);
        }
        var execution = target == null ? null : draft.execution(target);
        if (execution == null) {
            return refuse(draft, record, Reason.UNKNOWN_EXECUTION);
        }
        var id = record.signalId();
        if (id != null && draft.get(new Row.SignalId(execution.id(), id)) != null) {
            return new Verdict.SignalRepeated();
        }
        if (!execution.isRunning()) {
            return refuse(draft, record, Reason.EXECUTION_FINISHED);
        }
        var wait = oldestWait(execution, record.name());
        if (wait == null && !hasRoom(execution, record)) {
            return refuse(draft, record, Reason.BUFFER_FULL);
        }
        if (id != null) {
            draft.put(new Row.SignalId(execution.id(), id), Row.Present.PRESENT);
        }
        if (wait == null) {
            buffer(execution, record);
        } else {
            execution.changedOutside(Operations.completeCallback(execution, wait, record.payload(), null));
        }
        execution.save();
        return new Verdict.SignalAccepted(execution.id(), wait == null);
    }

    /** Gives a new wait the oldest signal that is kept for it, or its place among the waits. */
    static void await(ExecutionDraft execution, Operation wait) {
        var name = new SignalName(Objects.requireNonNull(wait.ref().name(), "a signal wait has a name"));
        var row = execution.buffered() == 0 ? null : oldestSignal(execution, name);
        if (row == null) {
            execution.rows().put(new Row.SignalWait(execution.id(), name, wait.order()), wait.id());
            return;
        }
        var signal = Objects.requireNonNull(execution.rows().get(row));
        execution.rows().remove(row);
        execution.countBuffered(-1, -signal.payload().size());
        Operations.completeCallback(execution, wait, signal.payload(), null);
    }

    /**
     * Why it is not the turn of this record of the signals topic, or null when it is. A relay hands over each partition of
     * that topic in order, and what it sends before the verdict on the one before says which that is. So nothing is taken in
     * before its turn, and one position for each partition tells what was.
     */
    private static @Nullable Verdict turn(Draft draft, SignalSource source) {
        var row = new Row.Relayed(source.topic(), source.partition());
        var last = draft.get(row);
        if (last != null && last >= source.offset()) {
            return new Verdict.SignalRepeated();
        }
        var after = source.after();
        if (after != null && (last == null || last < after)) {
            return new Verdict.SignalTooEarly();
        }
        draft.put(row, source.offset());
        return null;
    }

    private static @Nullable ExecutionId target(Draft draft, SignalTarget target) {
        return switch (target) {
            case SignalTarget.ById byId -> byId.execution();
            case SignalTarget.ByKey byKey -> draft.get(new Row.Named(byKey.key()));
        };
    }

    private static Verdict refuse(Draft draft, SignalReceived record, Reason reason) {
        if (record.source() != null) {
            draft.emit(new Effect.DeadLetter(record, reason));
        }
        return new Verdict.SignalRefused(reason);
    }

    private static boolean hasRoom(ExecutionDraft execution, SignalReceived record) {
        return execution.buffered() < MAX_BUFFERED
                && execution.bufferedBytes() + record.payload().size() <= MAX_BUFFERED_BYTES;
    }

    private static void buffer(ExecutionDraft execution, SignalReceived record) {
        execution
                .rows()
                .put(
                        new Row.Signal(execution.id(), record.name(), execution.nextSignalNumber()),
                        new BufferedSignal(record.payload(), execution.now()));
        execution.countBuffered(1, record.payload().size());
    }

    private static @Nullable Operation oldestWait(ExecutionDraft execution, SignalName name) {
        var found = new ArrayList<OperationId>(1);
        execution.rows().scan(new RowRange.SignalWaits(execution.id(), name), (row, operation) -> {
            found.add(operation);
            return false;
        });
        return found.isEmpty() ? null : execution.operation(found.getFirst());
    }

    private static Row.@Nullable Signal oldestSignal(ExecutionDraft execution, SignalName name) {
        var found = new ArrayList<Row.Signal>(1);
        execution.rows().scan(new RowRange.Signals(execution.id(), name), (row, signal) -> {
            found.add((Row.Signal) row);
            return false;
        });
        return found.isEmpty() ? null : found.getFirst();
    }
}
