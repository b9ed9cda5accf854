package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.tokens.Cursor;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution's history, in pages that fit into a message. Thread-safe. */
public final class HistoryPages {
    /** The most events of a page. */
    public static final int MAX_ITEMS = 1_000;

    /** How large a page may be, in bytes, unless a single event is larger. */
    private static final long MAX_PAGE_BYTES = 5 << 20;

    /** How many events are read at once, so that of large ones not many more are read than a page holds. */
    private static final int SLICE = 50;

    private final Journal journal;
    private final Seal seal;

    public HistoryPages(Journal journal, Seal seal) {
        this.journal = journal;
        this.seal = seal;
    }

    /** Which of two events comes first. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    /** What became of asking for a page. */
    public sealed interface Outcome {
        /**
         * A page.
         *
         * @param nextMarker where the next page begins, null when there is no more as yet
         */
        record Page(List<HistoryEvent> events, @Nullable String nextMarker) implements Outcome {
            public Page {
                events = List.copyOf(events);
            }
        }

        record UnknownExecution(ExecutionId execution) implements Outcome {}

        /** The marker is none that was given out for this history in this order. */
        record InvalidMarker() implements Outcome {}
    }

    /** A page of at most {@code maxItems} events, from a marker or, with null, from the beginning on. */
    public Outcome read(ExecutionId id, Order order, int maxItems, @Nullable String marker) {
        var header = journal.execution(id);
        if (header == null) {
            return new Outcome.UnknownExecution(id);
        }
        var question = "history %s %s".formatted(id, order);
        var from = marker == null ? null : Cursor.read(seal, marker);
        if (marker != null && (from == null || !from.question().equals(question))) {
            return new Outcome.InvalidMarker();
        }
        int last = header.tally().events();
        int first = from != null ? Integer.parseInt(from.position()) : order == Order.OLDEST_FIRST ? 1 : last;
        var events = read(header, order, first, maxItems);
        int next = order == Order.OLDEST_FIRST ? first + events.size() : first - events.size();
        boolean more = next >= 1 && next <= last;
        return new Outcome.Page(events, more ? new Cursor(question, Integer.toString(next)).write(seal) : null);
    }

    private List<HistoryEvent> read(Execution header, Order order, int first, int maxItems) {
        var page = new ArrayList<HistoryEvent>();
        long bytes = 0;
        int next = first;
        while (page.size() < maxItems) {
            var slice = slice(header.id(), order, next, Math.min(SLICE, maxItems - page.size()));
            for (var event : slice) {
                bytes += MessageSize.of(event);
                if (bytes > MAX_PAGE_BYTES && !page.isEmpty()) {
                    return page;
                }
                page.add(event);
            }
            next += order == Order.OLDEST_FIRST ? slice.size() : -slice.size();
            if (slice.isEmpty()) {
                return page;
            }
        }
        return page;
    }

    /** Events are numbered without gaps, so those before one are as easily found as those after it. */
    private List<HistoryEvent> slice(ExecutionId id, Order order, int first, int size) {
        if (order == Order.OLDEST_FIRST) {
            return journal.history(id, first, size);
        }
        int from = Math.max(1, first - size + 1);
        return first < 1
                ? List.of()
                : journal.history(id, from, first - from + 1).reversed();
    }
}
