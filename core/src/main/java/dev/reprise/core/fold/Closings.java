package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord.ExecutionDeleteRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionStopRequested;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends: however an execution ends, its timers go, whoever waits for it is told, and its retention begins. Operations
 * that are still open stay as they are.
 */
final class Closings {
    private static final int PURGED_AT_ONCE = 500;

    /**
     * How long after its purge a called execution is known to have been. Its call may be delivered again for as long as the
     * caller's partition has nobody to record that it was: not longer than the journal is kept, or nobody ever could.
     */
    private static final Duration CALL_KNOWN_FOR = Duration.ofDays(7);

    private Closings() {}

    static Verdict fold(Draft draft, ExecutionStopRequested record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.UnknownExecution(record.execution());
        }
        if (execution.isRunning()) {
            stopped(execution, record.reason());
        }
        var header = execution.header();
        return new Verdict.Stopped(Objects.requireNonNull(header.endedAt()), header.status());
    }

    static Verdict fold(Draft draft, ExecutionDeleteRequested record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.UnknownExecution(record.execution());
        }
        var header = execution.header();
        if (!header.status().isClosed()) {
            return new Verdict.WrongStatus(header.status());
        }
        if (header.status() != ExecutionStatus.DELETING) {
            execution.disarm(purgeAt(header), TimerKind.PURGE, null);
            execution.arm(execution.now(), TimerKind.PURGE, null);
            execution.become(header.deleting());
            draft.emit(new Effect.PublishSummary(execution.save()));
        }
        return new Verdict.DeletionAccepted(execution.now());
    }

    private static Instant purgeAt(Execution closed) {
        return Objects.requireNonNull(closed.endedAt()).plus(closed.terms().retention());
    }

    /** Why a result cannot be taken, or null when it can. */
    static @Nullable Failure tooLarge(ExecutionDraft execution, @Nullable Payload result) {
        int most = execution.header().terms().maxResultBytes();
        return result == null || result.size() <= most
                ? null
                : Failure.of(
                        "InvalidParameterValueException",
                        "Execution output payload size must be less than or equal to " + most + " bytes.");
    }

    static void succeeded(ExecutionDraft execution, @Nullable Payload result) {
        execution.record(null, new Happening.ExecutionSucceeded(result));
        close(execution, ExecutionStatus.SUCCEEDED, result, null);
    }

    static void failed(ExecutionDraft execution, Failure failure) {
        execution.record(null, new Happening.ExecutionFailed(failure));
        close(execution, ExecutionStatus.FAILED, null, failure);
    }

    static void timedOut(ExecutionDraft execution) {
        var failure = Failure.of(
                "Execution.Timeout",
                "Execution timed out after %d seconds."
                        .formatted(execution.header().terms().timeout().toSeconds()));
        ChainedInvokes.recordEnds(execution);
        execution.record(null, new Happening.ExecutionTimedOut(failure));
        close(execution, ExecutionStatus.TIMED_OUT, null, failure);
    }

    private static void stopped(ExecutionDraft execution, Failure reason) {
        ChainedInvokes.recordEnds(execution);
        execution.record(null, new Happening.ExecutionStopped(reason));
        close(execution, ExecutionStatus.STOPPED, null, reason);
    }

    private static void close(
            ExecutionDraft execution, ExecutionStatus how, @Nullable Payload result, @Nullable Failure failure) {
        var draft = execution.rows();
        var before = execution.header();
        if (execution.hasPending()) {
            cancelTimers(execution);
        }
        execution.disarm(before.timeoutAt(), TimerKind.EXECUTION_TIMEOUT, null);
        var self = Objects.requireNonNull(
                execution.operation(new OperationId(before.id().toString())), "an execution has its own operation");
        var input = ((ExecutionDetails) self.details()).input();
        execution.change(self, operationStatus(how), new ExecutionDetails(input, result, failure));
        var closed = before.closed(how, execution.now());
        execution.markClosed(closed);
        execution.arm(purgeAt(closed), TimerKind.PURGE, null);
        var parent = closed.parent();
        if (parent != null) {
            draft.send(new Outgoing.Reply(
                    parent,
                    operationStatus(how),
                    new ChainedInvokeDetails(
                            closed.key().function(),
                            result,
                            how == ExecutionStatus.TIMED_OUT ? childTimeout(closed) : failure)));
        }
        draft.emit(new Effect.PublishSummary(execution.save()));
    }

    private static Failure childTimeout(Execution child) {
        return Failure.of(
                "ChainedInvoke.Timeout",
                "CHAINED_INVOKE timed out after %d seconds."
                        .formatted(child.terms().timeout().toSeconds()));
    }

    private static void cancelTimers(ExecutionDraft execution) {
        var open = new ArrayList<Operation>();
        execution.rows().scan(new RowRange.Operations(execution.id()), (row, operation) -> {
            if (operation.isPending()) {
                open.add(operation);
            }
            return true;
        });
        open.forEach(operation -> Operations.release(execution, operation));
    }

    private static OperationStatus operationStatus(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED -> OperationStatus.SUCCEEDED;
            case FAILED -> OperationStatus.FAILED;
            case TIMED_OUT -> OperationStatus.TIMED_OUT;
            case STOPPED -> OperationStatus.STOPPED;
            case RUNNING, PAUSING, PAUSED, DELETING ->
                throw new IllegalArgumentException("Expected a way to end, but found " + status);
        };
    }

    /** The row that lists an execution as it stands. */
    static Row.Listed listed(Execution header) {
        return new Row.Listed(header.key().function(), header.status(), header.startedAt(), header.id());
    }

    /** Removes a slice of an ended execution; a large one takes several, so that no fold takes long. */
    static void purge(ExecutionDraft execution) {
        var draft = execution.rows();
        var doomed = new ArrayList<Row<?>>();
        draft.scan(new RowRange.Everything(execution.id()), (row, value) -> {
            if (!(row instanceof Row.Header)) {
                doomed.add(row);
            }
            return doomed.size() < PURGED_AT_ONCE;
        });
        doomed.forEach(draft::remove);
        if (doomed.size() == PURGED_AT_ONCE) {
            execution.arm(execution.now(), TimerKind.PURGE, null);
        } else {
            var header = execution.header();
            draft.remove(new Row.Header(header.id()));
            draft.remove(new Row.Named(header.key()));
            draft.remove(listed(header));
            if (header.parent() != null) {
                draft.put(new Row.Forgotten(header.id()), Row.Present.PRESENT);
                execution.arm(execution.now().plus(CALL_KNOWN_FOR), TimerKind.PURGE, null);
            }
            draft.emit(new Effect.RetractSummary(header.id()));
        }
    }

    /** The call of an execution that was purged long ago is not delivered again any more. */
    static void forget(Draft draft, ExecutionId purged) {
        draft.remove(new Row.Forgotten(purged));
    }
}
