package dev.reprise.core.history;

import dev.reprise.core.operation.OperationRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an execution and counts.
 *
 * @param eventId 1 for the start, then one more each, without gaps
 * @param at when, by the clock of the journal
 * @param journalOffset the journal record that caused it
 * @param operation the operation it is about; absent for events of the execution itself
 * @param event what happened
 */
public record HistoryEvent(
        int eventId,
        Instant at,
        long journalOffset,
        @Nullable OperationRef operation,
        Happening event) {}
