package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets callers wait for the end of an execution. Meant for virtual threads. */
public final class ExecutionEnds {
    private final Journal journal;
    private final AtomicInteger waiting = new AtomicInteger();

    public ExecutionEnds(Journal journal) {
        this.journal = journal;
    }

    /**
     * The execution once it has ended or the time is up, whichever comes first; null when there is none. Blocks.
     *
     * @throws JournalUnavailable when its partition is being taken over
     */
    public @Nullable Execution await(ExecutionId id, Duration atMost) {
        return await(id, atMost, new CompletableFuture<>());
    }

    /**
     * The execution once it has ended, the time is up or the caller has gone, whichever comes first; null when there is
     * none. Blocks.
     *
     * @param gone completed when nobody is interested any more
     */
    public @Nullable Execution await(ExecutionId id, Duration atMost, CompletableFuture<?> gone) {
        if (atMost.isZero()) {
            return journal.execution(id);
        }
        waiting.incrementAndGet();
        var end = journal.end(id, atMost);
        try {
            CompletableFuture.anyOf(end, gone).get();
            return end.isDone() ? end.get() : journal.execution(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("The node is shutting down", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JournalUnavailable unavailable
                    ? unavailable
                    : new IllegalStateException("Expected an end to be told without a failure", e);
        } finally {
            end.cancel(false);
            waiting.decrementAndGet();
        }
    }

    /** How many callers wait. */
    public int count() {
        return waiting.get();
    }
}
