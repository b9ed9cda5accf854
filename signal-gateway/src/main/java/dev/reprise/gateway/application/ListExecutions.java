package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import dev.reprise.gateway.tokens.Cursor;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.ExecutionQuery;
import dev.reprise.streams.ExecutionQuery.Order;
import dev.reprise.streams.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists executions, page by page. Thread-safe. */
public final class ListExecutions {
    /** The most executions of a page. */
    public static final int MAX_LIMIT = 1_000;

    /** How many executions are looked at for one page, where not all of them can be told from the list alone. */
    private static final int MAX_LOOKED_AT = 10_000;

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
     * @param name of this name; null for any
     * @param version of this version of the function; null for any
     * @param statuses with one of these statuses; empty for any
     * @param startedAfter started after this instant, exclusive; null for any
     * @param startedBefore started before this instant, exclusive; null for any
     */
    public record Filter(
            Set<String> functions,
            @Nullable String name,
            @Nullable String version,
            Set<ExecutionStatus> statuses,
            @Nullable Instant startedAfter,
            @Nullable Instant startedBefore) {
        /** The filter as one line, the same for the same filter. */
        String line() {
            return "executions " + new TreeSet<>(functions) + name + '/' + version + new TreeSet<>(statuses)
                    + startedAfter + '/' + startedBefore;
        }

        private boolean fits(Execution execution) {
            return (statuses.isEmpty() || statuses.contains(execution.status()))
                    && (startedAfter == null || execution.startedAt().isAfter(startedAfter))
                    && (startedBefore == null || execution.startedAt().isBefore(startedBefore))
                    && (version == null || version.equals(execution.version()));
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

    /**
     * A page of at most {@code limit} executions, after a cursor or, with null, from the beginning on. It may hold fewer
     * although there are more.
     */
    @SuppressWarnings("NullAway") // does not see the @Nullable of a nested type in another module's record
    public Outcome list(Filter filter, Order order, int limit, @Nullable String cursor) {
        return list(filter, any -> true, order, limit, cursor);
    }

    /**
     * The same, of functions that may be shown.
     *
     * @param visible tells by a function's name whether its executions may be shown
     */
    @SuppressWarnings("NullAway") // as above
    public Outcome list(Filter filter, Predicate<String> visible, Order order, int limit, @Nullable String cursor) {
        var question = filter.line() + ' ' + order;
        Row.Listed after = null;
        if (cursor != null) {
            var opened = Cursor.read(seal, cursor);
            if (opened == null || !opened.question().equals(question)) {
                return new Outcome.InvalidCursor();
            }
            after = position(opened.position());
        }
        var asked = filter.functions().isEmpty()
                ? functions.all().stream().map(RegisteredFunction::name).collect(Collectors.toSet())
                : filter.functions();
        var names = asked.stream().filter(visible).collect(Collectors.toSet());
        if (filter.name() != null) {
            return new Outcome.Page(named(names, filter.name(), filter), null);
        }
        return page(filter, question, names, order, limit, after);
    }

    @SuppressWarnings("NullAway") // as above
    private Outcome.Page page(
            Filter filter, String question, Set<String> names, Order order, int limit, Row.@Nullable Listed from) {
        var page = new ArrayList<Execution>();
        var after = from;
        int slice = filter.version() == null ? limit : MAX_LIMIT; // the list does not tell versions apart
        for (int lookedAt = 0; lookedAt < MAX_LOOKED_AT; lookedAt += slice) {
            var found = journal.list(new ExecutionQuery(
                    names, filter.statuses(), filter.startedAfter(), filter.startedBefore(), order, after, slice));
            for (var each : found) {
                after = listed(each);
                if (filter.fits(each)) {
                    page.add(each);
                }
                if (page.size() == limit) {
                    return new Outcome.Page(page, new Cursor(question, position(after)).write(seal));
                }
            }
            if (found.size() < slice) {
                return new Outcome.Page(page, null);
            }
        }
        return new Outcome.Page(page, new Cursor(question, position(after)).write(seal));
    }

    /** No more than one for each function. */
    private List<Execution> named(Set<String> names, String name, Filter filter) {
        return names.stream()
                .sorted()
                .map(function -> journal.execution(new ExecutionKey(function, name)))
                .filter(execution -> execution != null && filter.fits(execution))
                .toList();
    }

    private static Row.Listed listed(Execution execution) {
        return new Row.Listed(execution.key().function(), execution.status(), execution.startedAt(), execution.id());
    }

    private static String position(Row.Listed last) {
        return "%s %s %d %s"
                .formatted(last.function(), last.status(), last.startedAt().toEpochMilli(), last.execution());
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
