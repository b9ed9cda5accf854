package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who waits for the end of an execution of this node's. What nobody waits for is not kept. Thread-safe. */
final class Ends {
    private final ConcurrentHashMap<ExecutionId, Set<CompletableFuture<Execution>>> awaited = new ConcurrentHashMap<>();

    /**
     * The execution once it has ended or the time is up, whichever comes first; null when there is none. Whoever loses
     * interest cancels it.
     *
     * @param read how the execution stands now
     */
    CompletableFuture<@Nullable Execution> of(ExecutionId id, Duration atMost, Supplier<@Nullable Execution> read) {
        // Asked to be told before looking, so that an end in between is not missed.
        var told = join(id);
        var answer = told.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .<@Nullable Execution>handleAsync((end, failure) -> {
                    leave(id, told); // before whoever waits goes on
                    return answer(end, failure, read);
                });
        var unused = answer.whenComplete((any, failure) -> leave(id, told));
        try {
            var now = read.get();
            if (now == null || now.status().isClosed()) {
                answer.complete(now);
            }
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static @Nullable Execution answer(
            @Nullable Execution end, @Nullable Throwable failure, Supplier<@Nullable Execution> read) {
        return switch (failure) {
            case null -> end;
            case TimeoutException timeIsUp -> read.get();
            case JournalUnavailable unavailable -> throw unavailable;
            default -> throw new IllegalStateException("Expected an end to be told without a failure", failure);
        };
    }

    /** Tells whoever waits that an execution has ended. Does not block. */
    void ended(Execution execution) {
        awaited.getOrDefault(execution.id(), Set.of()).forEach(told -> told.complete(execution));
    }

    /** Tells all who wait for executions of a partition that it is not this node's any more. */
    void failPartition(int partition, JournalUnavailable why) {
        awaited.forEach((id, waiting) -> {
            if (id.partition() == partition) {
                waiting.forEach(told -> told.completeExceptionally(why));
            }
        });
    }

    /** For how many executions somebody waits. */
    int count() {
        return awaited.size();
    }

    private CompletableFuture<Execution> join(ExecutionId id) {
        var told = new CompletableFuture<Execution>();
        awaited.compute(id, (same, there) -> {
            Set<CompletableFuture<Execution>> waiting = there == null ? ConcurrentHashMap.newKeySet() : there;
            waiting.add(told);
            return waiting;
        });
        return told;
    }

    private void leave(ExecutionId id, CompletableFuture<Execution> told) {
        told.cancel(false); // which also ends its timeout
        awaited.computeIfPresent(id, (same, waiting) -> {
            waiting.remove(told);
            return waiting.isEmpty() ? null : waiting;
        });
    }
}
