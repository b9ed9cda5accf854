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

/** Lets callers wait for the end of an execution. Thread-safe. */
public final class ExecutionEnds {
    private final ConcurrentHashMap<ExecutionId, CompletableFuture<Execution>> awaited = new ConcurrentHashMap<>();

    /** Tells whoever waits that an execution has ended. Does not block. */
    public void ended(Execution execution) {
        var waiting = awaited.remove(execution.id());
        if (waiting != null) {
            waiting.complete(execution);
        }
    }

    /**
     * The execution once it has ended or the time is up, whichever comes first; null when there is none. Blocks.
     */
    public @Nullable Execution await(Journal journal, ExecutionId id, Duration atMost) {
        if (atMost.isZero()) {
            return journal.execution(id);
        }
        // Asked to be told before looking, so that an end in between is not missed.
        var end = awaited.computeIfAbsent(id, ignored -> new CompletableFuture<>());
        var now = journal.execution(id);
        if (now == null) {
            awaited.remove(id, end);
            return null;
        }
        if (now.status().isClosed()) {
            ended(now);
            return now;
        }
        try {
            return end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return journal.execution(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return now;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an end to be told without a failure", e);
        }
    }
}
