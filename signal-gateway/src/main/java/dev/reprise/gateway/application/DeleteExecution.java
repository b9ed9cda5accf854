package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.streams.Journal;
import java.time.Instant;

/** Forgets an execution that has ended, before its retention is over. Thread-safe. */
public final class DeleteExecution {
    private final Journal journal;

    public DeleteExecution(Journal journal) {
        this.journal = journal;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It will be gone in a moment. Its history in Kafka's topic stays. */
        record Accepted(Instant at) implements Outcome {}

        /** It has not ended. */
        record NotEnded(ExecutionStatus status) implements Outcome {}

        record UnknownExecution(ExecutionId execution) implements Outcome {}
    }

    /** Deletes an execution. Blocks until that is recorded. */
    public Outcome delete(ExecutionId execution) {
        if (journal.execution(execution) == null) {
            return new Outcome.UnknownExecution(execution); // also an id of a partition that there is not
        }
        return switch (Verdicts.await(journal.submit(new JournalRecord.ExecutionDeleteRequested(execution)))) {
            case Verdict.DeletionAccepted accepted -> new Outcome.Accepted(accepted.at());
            case Verdict.WrongStatus wrong -> new Outcome.NotEnded(wrong.status());
            case Verdict.UnknownExecution unknown -> new Outcome.UnknownExecution(unknown.execution());
            case Verdict other -> throw Verdicts.unexpected("a deletion", other);
        };
    }
}
