package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the last records of one partition have said of its executions: their headers, decoded, and which operations there
 * are. Nearly every record reads a header that one shortly before has written, and looks for an operation that there is
 * not yet; asking the store for both costs more than folding (ADR 19). For the partition's stream thread alone.
 */
final class RecentExecutions {
    /** So that a partition takes some megabytes even if all of them have many operations with long ids. */
    private static final int MOST = 500;

    /** Ids that are kept of one execution; beyond that the store is asked. */
    private static final int MOST_OPERATIONS = 64;

    private final Map<ExecutionId, Recent> recent;

    RecentExecutions() {
        this(MOST);
    }

    /** At most so many; of more, those go that no record was about for longest. */
    RecentExecutions(int most) {
        recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ExecutionId, Recent> eldest) {
                return size() > most;
            }
        };
    }

    /** An execution, and the operations it has, unless they are not all known. */
    private static final class Recent {
        private Execution header;
        private @Nullable Set<OperationId> operations;

        Recent(Execution header, @Nullable Set<OperationId> operations) {
            this.header = header;
            this.operations = operations;
        }

        void add(OperationId operation) {
            if (operations != null) {
                operations.add(operation);
                operations = operations.size() <= MOST_OPERATIONS ? operations : null;
            }
        }

        boolean surelyLacks(OperationId operation) {
            return operations != null && !operations.contains(operation);
        }
    }

    /** Keeps in step with the changes of one record. */
    void follow(List<RowChange<?>> changes) {
        for (var change : changes) {
            if (change.row() instanceof Row.Header row) {
                follow(row.execution(), (Execution) change.value(), changes);
            }
        }
        for (var change : changes) {
            if (change.row() instanceof Row.OfOperation row && change.value() != null) {
                var of = recent.get(row.execution());
                if (of != null) {
                    of.add(row.operation());
                }
            }
        }
    }

    private void follow(ExecutionId id, @Nullable Execution header, List<RowChange<?>> changes) {
        if (header == null || header.status().isClosed()) {
            recent.remove(id); // hardly any record will be about it
            return;
        }
        var known = recent.get(id);
        if (known != null) {
            known.header = header;
        } else {
            // All operations it ever had came with this record: so nothing can be in the store that is not known here.
            boolean isNew = header.tally().operations() == operations(id, changes);
            recent.put(id, new Recent(header, isNew ? new HashSet<>() : null));
        }
    }

    private static long operations(ExecutionId id, List<RowChange<?>> changes) {
        long count = 0;
        for (var change : changes) {
            if (change.row() instanceof Row.OfOperation row && row.execution().equals(id)) {
                count++;
            }
        }
        return count;
    }

    /** Rows that are read as they are, but for what is known. */
    Rows over(Rows rows) {
        return new Rows() {
            @Override
            @SuppressWarnings("unchecked") // an execution is what a header holds
            public <V> @Nullable V get(Row<V> row) {
                if (row instanceof Row.Header asked) {
                    var known = recent.get(asked.execution());
                    return known != null ? (V) known.header : rows.get(row);
                }
                if (row instanceof Row.OfOperation asked) {
                    var of = recent.get(asked.execution());
                    return of != null && of.surelyLacks(asked.operation()) ? null : rows.get(row);
                }
                return rows.get(row);
            }

            @Override
            public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
                rows.scan(range, visitor);
            }
        };
    }
}
