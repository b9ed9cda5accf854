package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;

/** How a row may change: what has ended stays as it ended, what is counted never goes back, history only grows. */
final class Lives {
    private Lives() {}

    static void check(MemoryRows rows, RowChange<?> change) {
        var before = rows.get(change.row());
        switch (change.row()) {
            case Row.Header ignored
            when before instanceof Execution was && change.value() instanceof Execution is -> execution(was, is);
            case Row.OfOperation ignored
            when before instanceof Operation was && change.value() instanceof Operation is -> operation(was, is);
            case Row.Event row
            when change.value() != null -> {
                unless(before == null, "history", "Event %s is written twice", row);
                var header = rows.get(new Row.Header(row.execution()));
                int last = header == null ? 0 : header.tally().events();
                unless(row.eventId() > last, "history", "Event %s comes after event %d", row, last);
            }
            default -> {
                // the others come and go
            }
        }
    }

    private static void execution(Execution was, Execution is) {
        unless(is.key().equals(was.key()) && is.terms().equals(was.terms()), "identity", "%s became %s", was, is);
        unless(
                is.lane().epoch() >= was.lane().epoch()
                        && is.lane().seq() >= was.lane().seq()
                        && is.tally().changes() >= was.tally().changes()
                        && is.tally().operations() >= was.tally().operations()
                        && is.tally().events() >= was.tally().events(),
                "counters",
                "%s became %s",
                was,
                is);
        unless(
                !was.status().isClosed() || is.equals(was.deleting()),
                "one end",
                "An execution that has ended is written again: %s became %s",
                was,
                is);
    }

    private static void operation(Operation was, Operation is) {
        unless(
                is.order() == was.order()
                        && is.ref().equals(was.ref())
                        && is.type() == was.type()
                        && is.startedAt().equals(was.startedAt()),
                "identity",
                "%s became %s",
                was,
                is);
        unless(
                !was.status().isTerminal() || is.status() == was.status(),
                "one end",
                "An operation that has ended ends again: %s became %s",
                was,
                is);
        unless(
                !was.pruned() || is.pruned() && !was.status().isTerminal(),
                "one end",
                "A pruned operation is written again: %s became %s",
                was,
                is);
    }
}
