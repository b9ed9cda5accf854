package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What can be done with journal partitions: here, where this node owns them, or by asking the node that does. */
interface Partitions {
    /** Appends a record and waits for its verdict, as {@link Journal#submit(JournalRecord.OfExecution)} says. */
    CompletableFuture<Verdict> append(int partition, JournalRecord record);

    /**
     * The rows of a partition, read at its owner.
     *
     * @throws JournalUnavailable when the owner is not known, or does not serve yet
     */
    EncodedRows rows(int partition);

    /** As {@link Journal#end}. */
    CompletableFuture<@Nullable Execution> end(ExecutionId id, Duration atMost);
}
