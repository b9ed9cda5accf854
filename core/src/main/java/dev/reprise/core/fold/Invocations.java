package dev.reprise.core.fold;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationOutcome.Crashed;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.journal.JournalRecord.InvocationLost;
import dev.reprise.core.retry.Backoff;
import dev.reprise.core.state.ExecutionStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Invocations: how each one ended, and whether there is to be another. */
final class Invocations {
    /** Invocations in a row that may suspend on nothing before the execution fails. */
    private static final int MAX_EMPTY_SUSPENSIONS = 3;

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.25);

    private static final Failure NOTHING_PENDING =
            Failure.of("InvalidParameterValueException", "Cannot return PENDING status with no pending operations.");

    private Invocations() {}

    static Verdict fold(Draft draft, InvocationCompleted record) {
        var execution = draft.execution(record.execution());
        if (execution == null || !execution.isCurrent(record.epoch())) {
            return new Verdict.Stale("the invocation has been superseded");
        }
        if (execution.header().status() == ExecutionStatus.PAUSED) {
            // It was told to stop; whatever it says to that, the next invocation begins where its last checkpoint
            // ended.
            completed(execution, record, record.outcome() instanceof Crashed crashed ? crashed.failure() : null);
            execution.park();
        } else {
            end(execution, record);
        }
        if (execution.header().status() == ExecutionStatus.PAUSING) {
            Pauses.takeEffect(execution, false);
        }
        if (execution.isRunning()) {
            execution.save();
        }
        return new Verdict.Done();
    }

    private static void end(ExecutionDraft execution, InvocationCompleted record) {
        switch (record.outcome()) {
            case InvocationOutcome.Suspended suspended -> suspended(execution, record, suspended.seenChange());
            case InvocationOutcome.Succeeded succeeded -> succeeded(execution, record, succeeded.result());
            case InvocationOutcome.Failed failed -> {
                completed(execution, record, null);
                Closings.failed(execution, failed.failure());
            }
            case InvocationOutcome.Invalid invalid -> {
                completed(execution, record, invalid.failure());
                Closings.failed(execution, invalid.failure());
            }
            case Crashed crashed -> {
                completed(execution, record, crashed.failure());
                retry(execution, crashed.failure(), execution.header().terms().maxFailures());
            }
        }
    }

    private static void succeeded(ExecutionDraft execution, InvocationCompleted record, @Nullable Payload result) {
        var tooLarge = Closings.tooLarge(execution, result);
        completed(execution, record, tooLarge);
        if (tooLarge == null) {
            Closings.succeeded(execution, result);
        } else {
            Closings.failed(execution, tooLarge);
        }
    }

    /** A checkpoint that ends the execution is the last thing an invocation does, and history shows its end first. */
    static void endedByCheckpoint(ExecutionDraft execution, @Nullable InvocationStart invocation) {
        if (invocation != null) {
            execution.record(
                    null,
                    new Happening.InvocationCompleted(
                            invocation.startedAt(), execution.now(), invocation.requestId(), null));
        }
    }

    private static void suspended(ExecutionDraft execution, InvocationCompleted record, long seenChange) {
        if (execution.hasUnseenAfter(seenChange)) {
            completed(execution, record, null);
            if (execution.header().status() == ExecutionStatus.PAUSING) {
                execution.park();
            } else {
                execution.runAgain();
            }
        } else if (execution.isAwaiting()) {
            completed(execution, record, null);
            execution.suspend();
        } else {
            completed(execution, record, NOTHING_PENDING);
            retry(execution, NOTHING_PENDING, MAX_EMPTY_SUSPENSIONS + 1);
        }
    }

    private static void completed(ExecutionDraft execution, InvocationCompleted record, @Nullable Failure failure) {
        execution.record(
                null,
                new Happening.InvocationCompleted(record.startedAt(), record.endedAt(), record.requestId(), failure));
        ChainedInvokes.recordEnds(execution);
    }

    /** Invokes again after a pause that grows, or gives up where the execution's terms say so. */
    private static void retry(ExecutionDraft execution, Failure failure, int maxFailures) {
        int failures = execution.countFailure();
        if (maxFailures > 0 && failures >= maxFailures) {
            Closings.failed(execution, failure);
        } else {
            execution.backOff(execution.now().plus(BACKOFF.delayAfter(failures, chance(execution))));
        }
    }

    /** A number from 0 to 1 that differs between executions and attempts, and is the same in every fold. */
    private static double chance(ExecutionDraft execution) {
        int hash = 31 * execution.id().unique().hashCode() + execution.epoch() * 0x9E3779B9;
        return (hash >>> 8) / (double) (1 << 24);
    }

    static Verdict fold(Draft draft, InvocationLost record) {
        if (record.ownerTerm() != Partitions.state(draft).ownerTerm()) {
            return new Verdict.Stale("another owner has taken over");
        }
        var execution = draft.execution(record.execution());
        if (execution == null || !execution.isCurrent(record.epoch())) {
            return new Verdict.Stale("the invocation has been superseded");
        }
        lost(execution, record.reason());
        return new Verdict.Done();
    }

    /** Ends the invocation that runs, which will not be heard of again, and has another one follow. */
    static void lost(ExecutionDraft execution, Failure reason) {
        execution.record(
                null,
                new Happening.InvocationCompleted(
                        execution.now(), execution.now(), "epoch-" + execution.epoch(), reason));
        ChainedInvokes.recordEnds(execution);
        switch (execution.header().status()) {
            case PAUSING -> {
                execution.park();
                Pauses.takeEffect(execution, true);
            }
            case PAUSED -> execution.park();
            default -> execution.ready();
        }
        execution.save();
    }
}
