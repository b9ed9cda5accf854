package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.streams.Journal;
import org.jspecify.annotations.Nullable;

/**
 * Pauses an execution and lets it go on. While it is paused it is not invoked; what it waits for goes on happening and is
 * told when it is resumed. Thread-safe.
 */
public final class PauseExecution {
    /** The longest reason, in characters. */
    public static final int MAX_REASON = 1_024;

    private final Journal journal;

    public PauseExecution(Journal journal) {
        this.journal = journal;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /**
         * It is done.
         *
         * @param status where the execution stands now: PAUSED; PAUSING while an invocation still runs; RUNNING once resumed
         */
        record Done(ExecutionStatus status) implements Outcome {}

        /** An execution that has ended can neither be paused nor resumed. */
        record Ended(ExecutionStatus status) implements Outcome {}

        record UnknownExecution(ExecutionId execution) implements Outcome {}
    }

    /**
     * Pauses an execution. Blocks until that is recorded; it takes effect once the invocation that runs, if one does,
     * checks in or ends.
     *
     * @param pauseTimeout whether the execution's timeout is to stand still meanwhile
     * @param reason for history, or null; at most {@link #MAX_REASON} characters
     */
    public Outcome pause(ExecutionId execution, boolean pauseTimeout, @Nullable String reason) {
        requireReason(reason);
        return submit(new JournalRecord.ExecutionPauseRequested(execution, pauseTimeout, reason));
    }

    /**
     * Lets a paused execution go on, or takes back a pause that has not taken effect. Blocks until that is recorded.
     *
     * @param reason for history, or null; at most {@link #MAX_REASON} characters
     */
    public Outcome resume(ExecutionId execution, @Nullable String reason) {
        requireReason(reason);
        return submit(new JournalRecord.ExecutionResumeRequested(execution, reason));
    }

    private static void requireReason(@Nullable String reason) {
        if (reason != null && reason.length() > MAX_REASON) {
            throw new InvalidValue(
                    "Expected a reason of at most %d characters, but found %d".formatted(MAX_REASON, reason.length()));
        }
    }

    private Outcome submit(JournalRecord.OfExecution record) {
        if (journal.execution(record.execution()) == null) {
            return new Outcome.UnknownExecution(record.execution()); // also an id of a partition that there is not
        }
        return switch (Verdicts.await(journal.submit(record))) {
            case Verdict.PauseAccepted accepted -> new Outcome.Done(accepted.status());
            case Verdict.Resumed ignored -> new Outcome.Done(ExecutionStatus.RUNNING);
            case Verdict.WrongStatus wrong -> new Outcome.Ended(wrong.status());
            case Verdict.UnknownExecution unknown -> new Outcome.UnknownExecution(unknown.execution());
            case Verdict other -> throw Verdicts.unexpected("a pause", other);
        };
    }
}
