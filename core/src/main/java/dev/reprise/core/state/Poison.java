package dev.reprise.core.state;

import dev.reprise.core.ExecutionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be folded because of a bug, for the people who look for it.
 *
 * @param offset where it stands in the journal
 * @param record its kind
 * @param error what was thrown
 * @param at when the broker appended it
 * @param name what its execution was to be known by, present exactly when the record was to start it
 */
public record Poison(
        long offset,
        String record,
        String error,
        Instant at,
        @Nullable ExecutionKey name) {}
