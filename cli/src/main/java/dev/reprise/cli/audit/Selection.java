package dev.reprise.cli.audit;

import dev.reprise.core.ExecutionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which events of the history topic are wanted. */
public sealed interface Selection {
    /** All of one execution. */
    record OfExecution(ExecutionId execution) implements Selection {}

    /**
     * All within a time.
     *
     * @param from from this instant on; absent for the oldest there is
     * @param to before this instant; absent for the newest there is
     */
    record Within(@Nullable Instant from, @Nullable Instant to) implements Selection {}
}
