package dev.reprise.core.fold;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.history.Happening;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What happens to single operations from outside running code, and what goes with an operation when it goes. */
final class Operations {
    private Operations() {}

    /** Takes away all that could still wake an operation: its timers and its place among the waits for a signal. */
    static void release(ExecutionDraft execution, Operation operation) {
        var id = operation.id();
        switch (operation.details()) {
            case StepDetails step -> execution.disarm(step.nextAttemptAt(), TimerKind.STEP_RETRY, id);
            case WaitDetails wait -> execution.disarm(wait.scheduledEnd(), TimerKind.WAIT, id);
            case CallbackDetails callback -> {
                execution.disarm(callback.timeoutAt(), TimerKind.CALLBACK_TIMEOUT, id);
                execution.disarm(callback.heartbeatDueAt(), TimerKind.CALLBACK_HEARTBEAT, id);
                var name = operation.ref().name();
                if (operation.isOpenSignalWait() && name != null) {
                    execution
                            .rows()
                            .remove(new Row.SignalWait(execution.id(), new SignalName(name), operation.order()));
                }
            }
            default -> {
                // nothing wakes the others but a record about them
            }
        }
    }

    /** A wait is over. */
    static Operation endWait(ExecutionDraft execution, Operation wait) {
        var ended = execution.change(wait, OperationStatus.SUCCEEDED, wait.details());
        var scheduledEnd = ((WaitDetails) wait.details()).scheduledEnd();
        execution.record(wait.ref(), new Happening.WaitSucceeded(Duration.between(wait.startedAt(), scheduledEnd)));
        return ended;
    }

    /** A callback or signal wait is answered, well or badly. */
    static Operation completeCallback(
            ExecutionDraft execution, Operation callback, @Nullable Payload result, @Nullable Failure failure) {
        execution.record(
                callback.ref(),
                failure == null ? new Happening.CallbackSucceeded(result) : new Happening.CallbackFailed(failure));
        return endCallback(
                execution,
                callback,
                failure == null ? OperationStatus.SUCCEEDED : OperationStatus.FAILED,
                result,
                failure);
    }

    /** A callback or signal wait has run out of time or of heartbeats. */
    static Operation timeOutCallback(ExecutionDraft execution, Operation callback, Failure failure) {
        execution.record(callback.ref(), new Happening.CallbackTimedOut(failure));
        return endCallback(execution, callback, OperationStatus.TIMED_OUT, null, failure);
    }

    private static Operation endCallback(
            ExecutionDraft execution,
            Operation callback,
            OperationStatus status,
            @Nullable Payload result,
            @Nullable Failure failure) {
        release(execution, callback);
        var details = (CallbackDetails) callback.details();
        return execution.change(
                callback,
                status,
                new CallbackDetails(
                        details.callbackId(), details.timeoutAt(), details.heartbeatTimeout(), null, result, failure));
    }

    /**
     * Leaves the descendants of a completed context out of replay. What is still pending among them goes on and ends in
     * history like any other, but wakes nobody; a wait for a signal is given up, for a signal must reach who waits for it.
     */
    static void pruneDescendants(ExecutionDraft execution, OperationId context) {
        var children = new ArrayList<OperationId>();
        execution.rows().scan(new RowRange.Children(execution.id(), context), (row, present) -> {
            children.add(((Row.Child) row).child());
            return true;
        });
        for (var child : children) {
            var operation = execution.operation(child);
            if (operation != null && !operation.pruned()) {
                execution.prune(operation.isOpenSignalWait() ? giveUp(execution, operation) : operation);
                pruneDescendants(execution, child);
            }
        }
    }

    private static Operation giveUp(ExecutionDraft execution, Operation signalWait) {
        release(execution, signalWait);
        return execution.change(signalWait, OperationStatus.CANCELLED, signalWait.details());
    }
}
