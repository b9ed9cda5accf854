package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.UpdatedOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one door of this module: append a record and learn how it was judged; read the state that the journal has made.
 * Thread-safe. What must happen because of a record is told to the {@link JournalListener}.
 *
 * <p>Any node serves any partition: what another owns, it is asked for. Reads show what has been folded, committed or not:
 * folding again gives the same, so nothing shown is ever taken back. They throw {@link JournalUnavailable} while the
 * partition is being taken over. They block for the other node's answer, so they are meant for virtual threads.
 */
public interface Journal extends AutoCloseable {
    /**
     * Appends a record and waits for its verdict: folded, and acknowledged by the broker.
     *
     * @return completed with the verdict on a thread of the journal, so what follows must be short or asynchronous; or
     *     failed with {@link JournalUnavailable}, when the record may or may not have been appended and the caller
     *     should try again with the same idempotency token
     */
    CompletableFuture<Verdict> submit(JournalRecord.OfExecution record);

    /** As {@link #submit(JournalRecord.OfExecution)}, for a signal. */
    CompletableFuture<Verdict> submit(JournalRecord.SignalReceived record);

    /** As {@link #submit(JournalRecord.OfExecution)}, for a record about a whole partition. */
    CompletableFuture<Verdict> submit(int partition, JournalRecord.OfPartition record);

    /**
     * Whether this node owns a partition, so that what one thread submits about it is appended in the order of the calls. An
     * answer of now, which the next moment may change.
     */
    boolean isOwner(int partition);

    /** A key that nobody has used, if possible of a partition that this node owns, which saves a way. */
    ExecutionKey newKey(String function);

    /** A new id for an execution with this key, in the partition that the key belongs to. */
    ExecutionId newExecutionId(ExecutionKey key);

    /** The journal partition that a key belongs to. */
    int partitionOf(ExecutionKey key);

    /** The header of an execution, or null when there is none. */
    @Nullable
    Execution execution(ExecutionId id);

    /** The header of the execution with a key, or null when there is none. */
    @Nullable
    Execution execution(ExecutionKey key);

    /** One operation, or null when there is none. */
    @Nullable
    Operation operation(ExecutionId execution, OperationId operation);

    /** All operations that replay needs, the execution itself first, then by first appearance. */
    List<Operation> operations(ExecutionId execution);

    /**
     * An execution once it has ended or the time is up, whichever comes first.
     *
     * @param atMost how long to wait
     * @return completed with the header as it then stands, or null when there is no such execution; or failed with
     *     {@link JournalUnavailable}. Cancel it when nobody is interested any more
     */
    CompletableFuture<@Nullable Execution> end(ExecutionId id, Duration atMost);

    /** Which operations changed from outside since the last successful invocation. */
    UpdatedOperations updatedOperations(ExecutionId execution);

    /**
     * A page of an execution's history, oldest first.
     *
     * @param fromEventId the first event wanted, from 1
     * @param limit how many at most
     */
    List<HistoryEvent> history(ExecutionId execution, int fromEventId, int limit);

    /** A page of executions over all partitions. */
    List<Execution> list(ExecutionQuery query);

    /** Why an execution is quarantined, or null when it is not. */
    @Nullable
    Quarantine quarantine(ExecutionId execution);

    /** All quarantined executions, also such as never started. */
    Map<ExecutionId, Quarantine> quarantined();

    /** What this node has submitted and waits for the verdicts on: how far folding is behind what is asked for. */
    Backlog backlog();

    /** Whether everything is served, and if not, why. */
    JournalHealth health();

    /** Stops taking part, hands over what it owned, and fails whatever still waits. */
    @Override
    void close();
}
