package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions that take more than one row. */
final class Queries {
    private static final Comparator<Row.Listed> NEWEST_FIRST =
            Comparator.comparing(Row.Listed::startedAt).reversed().thenComparing(Row.Listed::execution);

    private Queries() {}

    static List<Operation> operations(Rows rows, ExecutionId execution) {
        var operations = new ArrayList<Operation>();
        rows.scan(new RowRange.Operations(execution), (row, operation) -> {
            if (!operation.pruned()) {
                operations.add(operation);
            }
            return true;
        });
        operations.sort(Comparator.comparingLong(Operation::order));
        return operations;
    }

    static List<HistoryEvent> history(Rows rows, ExecutionId execution, int fromEventId, int limit) {
        var events = new ArrayList<HistoryEvent>();
        rows.scan(new RowRange.Events(execution, fromEventId), (row, event) -> {
            if (events.size() < limit) {
                events.add(event);
            }
            return events.size() < limit;
        });
        return events;
    }

    /** All that are quarantined, over several partitions. */
    static Map<ExecutionId, Quarantine> quarantined(List<? extends Rows> partitions) {
        var all = new HashMap<ExecutionId, Quarantine>();
        for (var rows : partitions) {
            rows.scan(new RowRange.QuarantinedExecutions(), (row, quarantine) -> {
                all.put(((Row.Quarantined) row).execution(), quarantine);
                return true;
            });
        }
        return all;
    }

    /** The executions that a query asks for, over several partitions. */
    static List<Execution> list(List<? extends Rows> partitions, ExecutionQuery query) {
        var found = new ArrayList<Found>();
        Set<ExecutionStatus> statuses =
                query.statuses().isEmpty() ? EnumSet.allOf(ExecutionStatus.class) : query.statuses();
        for (var rows : partitions) {
            for (var function : query.functions()) {
                for (var status : statuses) {
                    collect(rows, query, function, status, found);
                }
            }
        }
        found.sort(Comparator.comparing(Found::listed, order(query)));
        var page = new ArrayList<Execution>();
        for (var each : found.subList(0, Math.min(found.size(), query.limit()))) {
            var header = each.rows().get(new Row.Header(each.listed().execution()));
            if (header != null) {
                page.add(header);
            }
        }
        return page;
    }

    private record Found(Rows rows, Row.Listed listed) {}

    private static void collect(
            Rows rows, ExecutionQuery query, String function, ExecutionStatus status, List<Found> found) {
        int most = found.size() + query.limit();
        var range = new RowRange.ListedExecutions(
                function,
                status,
                query.order() == ExecutionQuery.Order.OLDEST_FIRST,
                after(query, function, status),
                query.startedAfter(),
                query.startedBefore());
        rows.scan(range, (row, present) -> {
            found.add(new Found(rows, (Row.Listed) row));
            return found.size() < most;
        });
    }

    private static Comparator<Row.Listed> order(ExecutionQuery query) {
        return switch (query.order()) {
            case NEWEST_FIRST -> NEWEST_FIRST;
            case OLDEST_FIRST -> NEWEST_FIRST.reversed();
        };
    }

    /** Where a page begins in the list of one function and status: the place of the last one shown, whatever its own. */
    private static Row.@Nullable Listed after(ExecutionQuery query, String function, ExecutionStatus status) {
        var after = query.after();
        return after == null ? null : new Row.Listed(function, status, after.startedAt(), after.execution());
    }
}
