package dev.reprise.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows executions through their lives: what has ended stays ended, and no counter ever goes back. */
final class LifeChecks {
    private final Map<ExecutionId, Execution> executions = new HashMap<>();
    private final Map<Row<?>, Operation> operations = new HashMap<>();

    /** Checks the rows as they are now against themselves and against what they were at the call before. */
    void check(MemoryRows rows) {
        var present = new LinkedHashMap<Row<?>, Object>();
        rows.all().forEach(change -> present.put(change.row(), change.value()));
        forgetThePurged(rows);
        for (var header : headers(present)) {
            lives(header);
            if (!isBeingPurged(rows, header)) {
                RowChecks.check(rows, header);
            }
        }
        present.forEach((row, value) -> {
            if (value instanceof Operation operation) {
                lives(row, operation);
            }
        });
    }

    private void forgetThePurged(MemoryRows rows) {
        executions.keySet().removeIf(id -> rows.get(new Row.Header(id)) == null);
        operations.keySet().removeIf(row -> !executions.containsKey(((Row.OfOperation) row).execution()));
    }

    /** A purge in slices begins with the operations. */
    private static boolean isBeingPurged(MemoryRows rows, Execution header) {
        var found = new AtomicInteger();
        rows.scan(new RowRange.Operations(header.id()), (row, operation) -> found.incrementAndGet() > 0);
        return header.status().isClosed() && found.get() < header.tally().operations();
    }

    private static List<Execution> headers(Map<Row<?>, Object> present) {
        var headers = new ArrayList<Execution>();
        present.values().forEach(value -> {
            if (value instanceof Execution header) {
                headers.add(header);
            }
        });
        return headers;
    }

    private void lives(Execution after) {
        var before = executions.put(after.id(), after);
        if (before == null) {
            return;
        }
        assertThat(after.lane().epoch())
                .as("epoch")
                .isGreaterThanOrEqualTo(before.lane().epoch());
        assertThat(after.lane().seq())
                .as("seq")
                .isGreaterThanOrEqualTo(before.lane().seq());
        assertThat(after.tally().events())
                .as("events")
                .isGreaterThanOrEqualTo(before.tally().events());
        assertThat(after.tally().changes())
                .as("changes")
                .isGreaterThanOrEqualTo(before.tally().changes());
        if (before.status().isClosed()) {
            assertThat(after).as("an ended execution").isIn(before, before.deleting());
        }
    }

    private void lives(Row<?> row, Operation after) {
        var before = operations.put(row, after);
        if (before == null) {
            return;
        }
        assertThat(after.order()).as("order").isEqualTo(before.order());
        assertThat(after.ref()).as("ref").isEqualTo(before.ref());
        assertThat(after.type()).as("type").isEqualTo(before.type());
        assertThat(after.startedAt()).as("start").isEqualTo(before.startedAt());
        if (before.status().isTerminal()) {
            assertThat(after.status()).as("status of an ended operation").isEqualTo(before.status());
            assertThat(after.endedAt()).as("end of an ended operation").isEqualTo(before.endedAt());
        }
        if (before.pruned()) {
            assertThat(after.pruned()).as("a pruned operation stays so").isTrue();
        }
    }
}
