package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.testkit.simulation.Changelog.Published;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is true of one partition: its journal folded once, in order, without faults. Every other fold of a record must come
 * to the same, and after every record the rules are checked.
 */
final class Truth {
    private final World world;
    private final int partition;
    private final MemoryRows rows = new MemoryRows();
    private final List<Folded> outcomes = new ArrayList<>();
    private final List<Published> events = new ArrayList<>();
    private final Referee referee = new Referee();

    Truth(World world, int partition) {
        this.world = world;
        this.partition = partition;
    }

    MemoryRows rows() {
        return rows;
    }

    /** Every history event that was recorded, in order. */
    List<Published> events() {
        return events;
    }

    /** Judges what was just appended. */
    void grew() {
        var entry = world.broker().log(partition).getLast();
        Folded folded;
        try {
            folded = Fold.fold(rows, entry.position(), entry.record());
        } catch (RuntimeException bug) {
            throw new Violation("no exception", "%s cannot be folded: %s".formatted(entry, bug));
        }
        world.story().tell(entry, folded.verdict());
        outcomes.add(folded);
        folded.changes().forEach(change -> Lives.check(rows, change));
        referee.judge(rows, entry, folded);
        rows.apply(folded.changes());
        for (var change : folded.changes()) {
            if (change.row() instanceof Row.Event row && change.value() instanceof HistoryEvent event) {
                events.add(new Published(row.execution(), event));
            }
        }
        for (var id : touched(folded)) {
            RowRules.check(rows, id);
            referee.after(rows, id, world.ledger());
        }
    }

    private static Set<ExecutionId> touched(Folded folded) {
        var touched = new LinkedHashSet<ExecutionId>();
        for (var change : folded.changes()) {
            if (change.row() instanceof Row.OfExecution<?> row) {
                touched.add(row.execution());
            } else if (change.row() instanceof Row.Armed row) {
                touched.add(row.timer().execution());
            } else if (change.row() instanceof Row.Ready row) {
                touched.add(row.execution());
            }
        }
        return touched;
    }

    Verdict verdict(Broker.Entry entry) {
        return outcomes.get((int) entry.position().offset()).verdict();
    }

    /** Checks that another fold of a record came to the same verdict, rows and effects. */
    void requireSame(Broker.Entry entry, Folded other) {
        var mine = outcomes.get((int) entry.position().offset());
        unless(
                mine.verdict().equals(other.verdict()),
                "answer stability",
                "%s was judged to be %s, and elsewhere %s",
                entry,
                mine.verdict(),
                other.verdict());
        unless(
                mine.equals(other),
                "answer stability",
                "%s had this outcome: %s, and elsewhere that: %s",
                entry,
                mine,
                other);
    }
}
