package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.streams.Journal;
import java.time.Instant;

/** Stops an execution for good. Thread-safe. */
public final class StopExecution {
    private final Journal journal;

    public StopExecution(Journal journal) {
        this.journal = journal;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It has ended; one that had ended before stays as it was. */
        record Ended(Instant at, ExecutionStatus status) implements Outcome {}

        record UnknownExecution(ExecutionId execution) implements Outcome {}
    }

    /** Stops an execution. Blocks until that is recorded. */
    public Outcome stop(ExecutionId execution, Failure reason) {
        if (journal.execution(execution) == null) {
            return new Outcome.UnknownExecution(execution); // also an id of a partition that there is not
        }
        return switch (Verdicts.await(journal.submit(new JournalRecord.ExecutionStopRequested(execution, reason)))) {
            case Verdict.Stopped stopped -> new Outcome.Ended(stopped.at(), stopped.status());
            case Verdict.UnknownExecution unknown -> new Outcome.UnknownExecution(unknown.execution());
            case Verdict other -> throw Verdicts.unexpected("a stop", other);
        };
    }
}
