package dev.reprise.streams;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list.
 *
 * @param functions of these functions
 * @param statuses with one of these statuses; empty for any
 * @param startedAfter started after this instant, exclusive; null for any
 * @param startedBefore started before this instant, exclusive; null for any
 * @param order in which order
 * @param after only what comes after this one in the list: the last of the page before; null for the first page
 * @param limit how many at most, 1 to 1000
 */
public record ExecutionQuery(
        Set<String> functions,
        Set<ExecutionStatus> statuses,
        @Nullable Instant startedAfter,
        @Nullable Instant startedBefore,
        Order order,
        Row.@Nullable Listed after,
        int limit) {
    /** Which of two executions comes first. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public ExecutionQuery {
        functions = Set.copyOf(functions);
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 1000) {
            throw new InvalidValue("Expected a limit from 1 to 1000, but found " + limit);
        }
    }
}
