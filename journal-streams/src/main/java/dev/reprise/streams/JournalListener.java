package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.UpdatedOperations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Told of what must happen because of the journal, by the node that owns the partition and only while it does. Called on
 * the thread that folds, once the rows are readable: an implementation hands over and returns at once, and throws
 * nothing.
 */
public interface JournalListener {
    /**
     * The function is to be invoked. Said once for each epoch by each owner; after a takeover the new owner first
     * declares lost what the old one had begun, so that the epoch is a new one.
     *
     * @param header the execution as it is now; its lane's epoch is the invocation's
     * @param updated what the invocation is to be told of; stays the same for this epoch
     */
    void dispatch(Execution header, UpdatedOperations updated);

    /** An execution whose function runs has news that its next checkpoint will tell. */
    void news(ExecutionId execution);

    /** An execution has started, was paused or resumed, has ended or is about to be forgotten. */
    void summary(Execution execution);

    /**
     * An execution comes close to a limit, beyond which it fails. Said once for each limit.
     *
     * @param what what is limited: {@code operations} or {@code bytes}
     */
    void nearLimit(ExecutionId execution, String what, long used, long limit);

    /**
     * A message for another partition is to be delivered, at least once. When done, submit
     * {@link dev.reprise.core.journal.JournalRecord.OutboxDelivered} to {@code partition}; until then it is told again
     * after each takeover.
     */
    void deliver(int partition, OutgoingId id, Outgoing message);

    /**
     * A record for a partition of this node's, whoever asked for it, was judged. For those who count: it is told on
     * whatever thread noticed.
     *
     * @param verdict null when it is not known what became of the record
     * @param took from before it was sent until it was folded and acknowledged
     */
    default void judged(JournalRecord record, @Nullable Verdict verdict, Duration took) {}

    /**
     * Timers were found due, and are fired now. For those who count.
     *
     * @param late how long the first of them has been due
     */
    default void timersDue(int count, Duration late) {}
}
