package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.RowChange;
import dev.reprise.schemas.codec.RowCodec;
import java.util.ArrayList;
import java.util.List;

/** What transactions have made durable of one partition: the rows, up to which record, and the published history. */
final class Changelog {
    private MemoryRows rows = new MemoryRows();
    private int next;
    private int generation;
    private final List<Published> history = new ArrayList<>();

    /** An event on the history topic. */
    record Published(ExecutionId execution, HistoryEvent event) {}

    /** Lets nobody but the next owner commit. */
    int fence() {
        return ++generation;
    }

    /** Commits; false, and nothing is, when another owner has come. */
    boolean commit(int ownersGeneration, MemoryRows folded, int upTo, List<Published> events) {
        if (ownersGeneration != generation) {
            return false;
        }
        rows = folded.copy();
        next = upTo;
        history.addAll(events);
        return true;
    }

    /** The offset of the first record that is not in the rows. */
    int next() {
        return next;
    }

    /** The rows as a new owner restores them: written and read as they are stored. */
    MemoryRows restored() {
        var restored = new MemoryRows();
        var changes = new ArrayList<RowChange<?>>();
        rows.all().forEach(change -> changes.add(stored(change)));
        restored.apply(changes);
        return restored;
    }

    private static <V> RowChange<V> stored(RowChange<V> change) {
        var value = change.value();
        return value == null
                ? change
                : new RowChange<>(change.row(), RowCodec.decode(change.row(), RowCodec.encode(change.row(), value)));
    }

    List<Published> history() {
        return history;
    }
}
