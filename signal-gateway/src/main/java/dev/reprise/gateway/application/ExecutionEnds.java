package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import dev.reprise.streams.Journal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets callers wait for the end of an execution. What nobody waits for is not kept. Thread-safe. */
public final class ExecutionEnds {
    private final ConcurrentHashMap<ExecutionId, Awaited> awaited = new ConcurrentHashMap<>();

    /** The end of an execution, and how many wait for it. */
    private record Awaited(CompletableFuture<Execution> end, int waiting) {
        Awaited plus(int more) {
            return new Awaited(end, waiting + more);
        }
    }

    /** Tells whoever waits that an execution has ended. Does not block. */
    public void ended(Execution execution) {
        var waiting = awaited.remove(execution.id());
        if (waiting != null) {
            waiting.end().complete(execution);
        }
    }

    /**
     * The execution once it has ended or the time is up, whichever comes first; null when there is none. Blocks.
     */
    public @Nullable Execution await(Journal journal, ExecutionId id, Duration atMost) {
        return await(journal, id, atMost, new CompletableFuture<>());
    }

    /**
     * The execution once it has ended, the time is up or the caller has gone, whichever comes first; null when there is
     * none. Blocks.
     *
     * @param gone completed when nobody is interested any more
     */
    public @Nullable Execution await(Journal journal, ExecutionId id, Duration atMost, CompletableFuture<?> gone) {
        if (atMost.isZero()) {
            return journal.execution(id);
        }
        // Asked to be told before looking, so that an end in between is not missed.
        var end = join(id);
        try {
            var now = journal.execution(id);
            if (now == null) {
                return null;
            }
            if (now.status().isClosed()) {
                ended(now);
                return now;
            }
            CompletableFuture.anyOf(end, gone).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return end.isDone() ? end.join() : journal.execution(id);
        } catch (TimeoutException e) {
            return journal.execution(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return journal.execution(id);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an end to be told without a failure", e);
        } finally {
            leave(id, end);
        }
    }

    private CompletableFuture<Execution> join(ExecutionId id) {
        return awaited.compute(
                        id, (same, there) -> there == null ? new Awaited(new CompletableFuture<>(), 1) : there.plus(1))
                .end();
    }

    private void leave(ExecutionId id, CompletableFuture<Execution> end) {
        awaited.computeIfPresent(id, (same, there) -> {
            if (there.end() != end) {
                return there; // of others, who came after this end
            }
            return there.waiting() == 1 ? null : there.plus(-1);
        });
    }

    /** For how many executions somebody waits. */
    public int count() {
        return awaited.size();
    }
}
