package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.streams.Journal;

/**
 * Releases a quarantined execution: what is sent to it counts again, timers that were due meanwhile fire, and its code is
 * invoked again if it was running. What was refused meanwhile is not made up for. Thread-safe.
 */
public final class ReleaseExecution {
    private final Journal journal;

    public ReleaseExecution(Journal journal) {
        this.journal = journal;
    }

    /**
     * Releases an execution; one that is not quarantined stays as it is. Blocks until that is recorded.
     *
     * @return whether there is such an execution, or was to be one
     */
    public boolean release(ExecutionId execution) {
        if (journal.execution(execution) == null && journal.quarantine(execution) == null) {
            return false; // also an id of a partition that there is not
        }
        return switch (Verdicts.await(journal.submit(new JournalRecord.ExecutionReleaseRequested(execution)))) {
            case Verdict.Released ignored -> true;
            case Verdict.UnknownExecution ignored -> false;
            case Verdict other -> throw Verdicts.unexpected("a release", other);
        };
    }
}
