package dev.reprise.core.fold;

import dev.reprise.core.Failure;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord.CallbackCompleted;
import dev.reprise.core.journal.JournalRecord.CallbackHeartbeat;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate.StartCallback;
import dev.reprise.core.state.TimerKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Callbacks: waits for an answer from outside. Both of their clocks start when the callback does. */
final class Callbacks {
    static final Failure TIMEOUT = Failure.of("Callback.Timeout", "Callback timed out");
    static final Failure HEARTBEAT = Failure.of("Callback.Heartbeat", "Callback timed out on heartbeat");

    private Callbacks() {}

    static void start(ExecutionDraft execution, @Nullable Operation before, StartCallback update) throws Rejection {
        if (before != null) {
            throw Rejection.of("Cannot start a CALLBACK that already exist.");
        }
        var timeout = Updates.orNone(update.timeout());
        var heartbeat = Updates.orNone(update.heartbeatTimeout());
        var timeoutAt = timeout == null ? null : execution.now().plus(timeout);
        var heartbeatDueAt = heartbeat == null ? null : execution.now().plus(heartbeat);
        var operation = execution.create(
                update.ref(),
                OperationStatus.STARTED,
                new CallbackDetails(update.callbackId(), timeoutAt, heartbeat, heartbeatDueAt, null, null));
        execution.record(update.ref(), new Happening.CallbackStarted(update.callbackId(), timeout, heartbeat));
        if (timeoutAt != null) {
            execution.arm(timeoutAt, TimerKind.CALLBACK_TIMEOUT, update.id());
        }
        if (heartbeatDueAt != null) {
            execution.arm(heartbeatDueAt, TimerKind.CALLBACK_HEARTBEAT, update.id());
        }
        if (operation.isOpenSignalWait()) {
            Signals.await(execution, operation);
        }
    }

    static Verdict fold(Draft draft, CallbackCompleted record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.UnknownExecution(record.execution());
        }
        var callback = execution.operation(record.operation());
        if (!isOpen(execution, callback)) {
            return new Verdict.CallbackClosed();
        }
        var failure = record.status() == OperationStatus.FAILED
                ? Objects.requireNonNullElse(record.failure(), Failure.UNKNOWN)
                : null;
        execution.changedOutside(Operations.completeCallback(
                execution, Objects.requireNonNull(callback), failure == null ? record.result() : null, failure));
        execution.save();
        return new Verdict.CallbackAccepted();
    }

    static Verdict fold(Draft draft, CallbackHeartbeat record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.UnknownExecution(record.execution());
        }
        var callback = execution.operation(record.operation());
        if (!isOpen(execution, callback)) {
            return new Verdict.CallbackClosed();
        }
        beat(execution, Objects.requireNonNull(callback));
        execution.save();
        return new Verdict.CallbackAccepted();
    }

    private static void beat(ExecutionDraft execution, Operation callback) {
        var details = (CallbackDetails) callback.details();
        var allowed = details.heartbeatTimeout();
        if (allowed == null) {
            return;
        }
        var due = execution.now().plus(allowed);
        execution.disarm(details.heartbeatDueAt(), TimerKind.CALLBACK_HEARTBEAT, callback.id());
        execution.arm(due, TimerKind.CALLBACK_HEARTBEAT, callback.id());
        execution.change(
                callback,
                OperationStatus.STARTED,
                new CallbackDetails(details.callbackId(), details.timeoutAt(), allowed, due, null, null));
    }

    /** Whether an answer may still come. A deadline that has passed counts even before its timer has fired. */
    private static boolean isOpen(ExecutionDraft execution, @Nullable Operation callback) {
        return execution.isRunning()
                && callback != null
                && callback.type() == OperationType.CALLBACK
                && callback.status() == OperationStatus.STARTED
                && callback.details() instanceof CallbackDetails details
                && isAhead(details.timeoutAt(), execution.now())
                && isAhead(details.heartbeatDueAt(), execution.now());
    }

    private static boolean isAhead(@Nullable Instant deadline, Instant now) {
        return deadline == null || deadline.isAfter(now);
    }
}
