package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of the executions topic: where an execution stands.
 *
 * @param id its identity
 * @param key what callers know it by
 * @param version the function version it is pinned to
 * @param status where it stands
 * @param startedAt when it started
 * @param endedAt when it ended, absent while it is running
 * @param operations how many operations it has had
 * @param events how many history events it has had
 * @param awaited how many operations it may be suspended on
 * @param recordedBytes how many bytes of inputs, results and failures it has recorded
 */
public record ExecutionSummary(
        ExecutionId id,
        ExecutionKey key,
        String version,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        long operations,
        int events,
        int awaited,
        long recordedBytes) {
    /** The summary of an execution. */
    public static ExecutionSummary of(Execution execution) {
        var tally = execution.tally();
        return new ExecutionSummary(
                execution.id(),
                execution.key(),
                execution.version(),
                execution.status(),
                execution.startedAt(),
                execution.endedAt(),
                tally.operations(),
                tally.events(),
                tally.awaited(),
                tally.bytes());
    }
}
