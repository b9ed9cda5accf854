package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import dev.reprise.gateway.tokens.Cursor;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.ExecutionQuery;
import dev.reprise.streams.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists executions, newest first, page by page. Thread-safe. */
public final class ListExecutions {
    /** The most executions of a page. */
    public static final int MAX_LIMIT = 1_000;

    private final Journal journal;
    private final FunctionRegistry functions;
    private final Seal seal;

    public ListExecutions(Journal journal, FunctionRegistry functions, Seal seal) {
        this.journal = journal;
        this.functions = functions;
        this.seal = seal;
    }

    /**
     * What to list.
     *
     * @param functions of these functions; empty for all that are registered
     * @param statuses with one of these statuses; empty for any
     * @param startedAfter started after this instant, exclusive; null for any
     * @param startedBefore started before this instant, exclusive; null for any
     */
    public record Filter(
            Set<String> functions,
            Set<ExecutionStatus> statuses,
            @Nullable Instant startedAfter,
            @Nullable Instant startedBefore) {
        /** The filter as one line, the same for the same filter. */
        String line() {
            return "executions " + new TreeSet<>(functions) + new TreeSet<>(statuses) + startedAfter + startedBefore;
        }
    }

    /** What became of asking for a page. */
    public sealed interface Outcome {
        /**
         * A page.
         *
         * @param nextCursor where the next page begins, null for the last
         */
        record Page(List<Execution> executions, @Nullable String nextCursor) implements Outcome {
            public Page {
                executions = List.copyOf(executions);
            }
        }

        /** The cursor is none that was given out for this list. */
        record InvalidCursor() implements Outcome {}
    }

    /** A page of at most {@code limit} executions, after a cursor or, with null, from the newest on. */
    @SuppressWarnings("NullAway") // does not see the @Nullable of a nested type in another module's record
    public Outcome list(Filter filter, int limit, @Nullable String cursor) {
        Row.Listed after = null;
        if (cursor != null) {
            var opened = Cursor.read(seal, cursor);
            if (opened == null || !opened.question().equals(filter.line())) {
                return new Outcome.InvalidCursor();
            }
            after = position(opened.position());
        }
        var names = filter.functions().isEmpty()
                ? functions.all().stream().map(RegisteredFunction::name).collect(Collectors.toSet())
                : filter.functions();
        var found = journal.list(new ExecutionQuery(
                names, filter.statuses(), filter.startedAfter(), filter.startedBefore(), after, limit));
        var next = found.size() < limit ? null : new Cursor(filter.line(), position(found.getLast())).write(seal);
        return new Outcome.Page(found, next);
    }

    private static String position(Execution last) {
        return "%s %s %d %s"
                .formatted(
                        last.key().function(), last.status(), last.startedAt().toEpochMilli(), last.id());
    }

    private static Row.Listed position(String text) {
        var parts = text.split(" ");
        return new Row.Listed(
                parts[0],
                ExecutionStatus.valueOf(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                ExecutionId.parse(parts[3]));
    }
}
