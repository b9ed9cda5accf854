package dev.reprise.core.fold;

import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord.ExecutionPauseRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionResumeRequested;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.Pause;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.util.Objects;

/**
 * Pauses: a paused execution is not invoked; what it waits for goes on happening and is told when it is resumed. An
 * invocation that runs when the pause is asked for stops at its next checkpoint, whose answer has no token.
 */
final class Pauses {
    private Pauses() {}

    static Verdict fold(Draft draft, ExecutionPauseRequested record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.UnknownExecution(record.execution());
        }
        var header = execution.header();
        switch (header.status()) {
            case RUNNING -> {
                var pause = new Pause(execution.now(), null, record.pauseTimeout(), record.reason(), false);
                execution.become(header.paused(ExecutionStatus.PAUSING, pause));
                if (execution.invocation() == Invocation.READY) {
                    execution.save();
                } else {
                    takeEffect(execution, false);
                }
            }
            case PAUSING, PAUSED -> {
                // as it was asked for first
            }
            case SUCCEEDED, FAILED, TIMED_OUT, STOPPED, DELETING -> {
                return new Verdict.WrongStatus(header.status());
            }
        }
        return new Verdict.PauseAccepted(execution.header().status());
    }

    /**
     * From now on nothing is invoked. Everything else about the record must have been done before.
     *
     * @param invocationDue whether the execution is to be invoked when it is resumed, whatever else happens
     */
    static void takeEffect(ExecutionDraft execution, boolean invocationDue) {
        var header = execution.header();
        var pause = pause(header).inEffect(execution.now(), invocationDue);
        if (pause.timeoutPaused()) {
            execution.disarm(header.timeoutAt(), TimerKind.EXECUTION_TIMEOUT, null);
        }
        execution.record(
                null, new Happening.ExecutionPaused(pause.requestedAt(), pause.timeoutPaused(), pause.reason()));
        execution.become(header.paused(ExecutionStatus.PAUSED, pause));
        execution.rows().emit(new Effect.PublishSummary(execution.save()));
    }

    /** Notes that the execution is to be invoked when it is resumed. */
    static void noteInvocationDue(ExecutionDraft execution) {
        var header = execution.header();
        var pause = pause(header);
        execution.become(header.paused(
                ExecutionStatus.PAUSED, pause.inEffect(Objects.requireNonNull(pause.since(), "it is paused"), true)));
    }

    static Verdict fold(Draft draft, ExecutionResumeRequested record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.UnknownExecution(record.execution());
        }
        var header = execution.header();
        switch (header.status()) {
            case RUNNING -> {
                // it was resumed before, or never paused
            }
            case PAUSING -> {
                execution.become(header.resumed(Duration.ZERO));
                execution.save();
            }
            case PAUSED -> {
                execution.record(null, new Happening.ExecutionResumed(execution.now(), record.reason()));
                resume(execution, pause(header));
                draft.emit(new Effect.PublishSummary(execution.save()));
            }
            case SUCCEEDED, FAILED, TIMED_OUT, STOPPED, DELETING -> {
                return new Verdict.WrongStatus(header.status());
            }
        }
        return new Verdict.Resumed();
    }

    private static void resume(ExecutionDraft execution, Pause pause) {
        var since = Objects.requireNonNull(pause.since(), "a pause in effect began some time");
        var header = execution.header();
        if (pause.timeoutPaused()) {
            execution.become(header.resumed(Duration.between(since, execution.now())));
            execution.arm(execution.header().timeoutAt(), TimerKind.EXECUTION_TIMEOUT, null);
        } else {
            execution.become(header.resumed(Duration.ZERO));
        }
        switch (execution.invocation()) {
            // The invocation that was told to stop has not ended; the next one fences it off.
            case READY -> {
                ChainedInvokes.recordEnds(execution);
                execution.ready();
            }
            case IDLE -> {
                if (pause.interrupted() || execution.hasUnseen()) {
                    execution.ready();
                }
            }
            case BACKING_OFF -> {
                // the retry timer will make it ready
            }
        }
    }

    private static Pause pause(Execution header) {
        return Objects.requireNonNull(header.pause(), "an execution that is pausing or paused has a pause");
    }
}
