package dev.reprise.core.fold;

import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import java.util.Objects;

/**
 * Timers: each counts once, and only when the journal's own clock has reached it. One that is not armed any more, or not
 * due yet because its owner's clock runs ahead, is ignored. One of a quarantined execution stays armed.
 */
final class Timers {
    private Timers() {}

    static Verdict fold(Draft draft, TimersFired record) {
        int counted = 0;
        for (var timer : record.timers()) {
            var row = new Row.Armed(timer);
            if (!timer.due().isAfter(draft.now())
                    && draft.get(row) != null
                    && !Quarantines.hold(draft, timer.execution())) {
                draft.remove(row);
                fire(draft, timer);
                counted++;
            }
        }
        return counted > 0 ? new Verdict.Done() : new Verdict.Stale("no such timer is due");
    }

    private static void fire(Draft draft, Timer timer) {
        var execution = draft.execution(timer.execution());
        if (execution == null) {
            if (timer.kind() == TimerKind.PURGE) {
                Closings.forget(draft, timer.execution());
            }
            return;
        }
        switch (timer.kind()) {
            case PURGE -> Closings.purge(execution);
            case EXECUTION_TIMEOUT -> Closings.timedOut(execution);
            case INVOCATION_RETRY -> {
                if (execution.isRunning()) {
                    retry(execution);
                    execution.save();
                }
            }
            case WAIT, STEP_RETRY, CALLBACK_TIMEOUT, CALLBACK_HEARTBEAT -> {
                var operation = Objects.requireNonNull(
                        execution.operation(Objects.requireNonNull(timer.operation())),
                        "a timer goes with its operation");
                execution.changedOutside(changed(execution, operation, timer));
                execution.save();
            }
        }
    }

    private static void retry(ExecutionDraft execution) {
        if (execution.header().status() == ExecutionStatus.PAUSED) {
            execution.park();
            Pauses.noteInvocationDue(execution);
        } else {
            execution.ready();
        }
    }

    private static Operation changed(ExecutionDraft execution, Operation operation, Timer timer) {
        return switch (timer.kind()) {
            case WAIT -> Operations.endWait(execution, operation);
            case STEP_RETRY -> readyStep(execution, operation);
            case CALLBACK_TIMEOUT -> Operations.timeOutCallback(execution, operation, Callbacks.TIMEOUT);
            case CALLBACK_HEARTBEAT -> Operations.timeOutCallback(execution, operation, Callbacks.HEARTBEAT);
            case INVOCATION_RETRY, EXECUTION_TIMEOUT, PURGE ->
                throw new IllegalStateException("Expected a timer of an operation, but found " + timer);
        };
    }

    private static Operation readyStep(ExecutionDraft execution, Operation operation) {
        var step = (StepDetails) operation.details();
        return execution.change(
                operation,
                OperationStatus.READY,
                new StepDetails(step.attempt(), null, step.elapsed(), step.result(), step.failure()));
    }
}
