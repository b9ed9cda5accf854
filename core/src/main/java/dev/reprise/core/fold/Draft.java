package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The changes and effects of one record while it is being folded. Reads see what was written before. */
final class Draft implements Rows {
    private final Rows rows;
    private final Position position;
    private final Map<Row<?>, RowChange<?>> changes = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    /** The changes in the order of the store; made by the first scan, for most records need none. */
    private @Nullable TreeMap<byte[], RowChange<?>> sorted;

    private int messages;

    Draft(Rows rows, Position position) {
        this.rows = rows;
        this.position = position;
    }

    Position position() {
        return position;
    }

    /** The record's own time, the only one there is. */
    Instant now() {
        return position.at();
    }

    @Override
    @SuppressWarnings("unchecked") // a change is stored under its own row, so its value has the row's type
    public <V> @Nullable V get(Row<V> row) {
        var change = (RowChange<V>) changes.get(row);
        return change == null ? rows.get(row) : change.value();
    }

    <V> void put(Row<V> row, V value) {
        change(new RowChange<>(row, value));
    }

    <V> void remove(Row<V> row) {
        change(new RowChange<>(row, null));
    }

    private void change(RowChange<?> change) {
        changes.put(change.row(), change);
        if (sorted != null) {
            sorted.put(RowEncoding.encode(change.row()), change);
        }
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    /** Keeps a message for another partition until it is delivered. */
    void send(Outgoing message) {
        var id = new OutgoingId(position.offset(), messages++);
        put(new Row.Outbox(id), message);
        emit(new Effect.Deliver(id, message));
    }

    /** The execution, or null when there is none. */
    @Nullable
    ExecutionDraft execution(ExecutionId id) {
        var header = get(new Row.Header(id));
        return header == null ? null : new ExecutionDraft(this, header);
    }

    /** Forgets everything done so far: the record is to have no effect, or another one. */
    void discard() {
        changes.clear();
        sorted = null;
        effects.clear();
        messages = 0;
    }

    Folded folded(Verdict verdict) {
        return new Folded(verdict, new ArrayList<>(changes.values()), effects);
    }

    @Override
    public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
        var drafted = draftedIn(range);
        if (drafted.isEmpty()) {
            rows.scan(range, visitor);
        } else {
            new Merge<V>(drafted, visitor).run(rows, range);
        }
    }

    private TreeMap<byte[], RowChange<?>> draftedIn(RowRange<?> range) {
        var all = sorted();
        var bounds = RowEncoding.encode(range);
        var to = bounds.to();
        return new TreeMap<>(to == null ? all.tailMap(bounds.from()) : all.subMap(bounds.from(), to));
    }

    private TreeMap<byte[], RowChange<?>> sorted() {
        var all = sorted;
        if (all == null) {
            all = new TreeMap<>(Arrays::compareUnsigned);
            for (var change : changes.values()) {
                all.put(RowEncoding.encode(change.row()), change);
            }
            sorted = all;
        }
        return all;
    }

    /** Visits stored and drafted rows in one order; a drafted row hides the stored one. */
    private static final class Merge<V> {
        private final TreeMap<byte[], RowChange<?>> drafted;
        private final BiPredicate<? super Row<? extends V>, ? super V> visitor;
        private boolean wanted = true;

        Merge(TreeMap<byte[], RowChange<?>> drafted, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
            this.drafted = drafted;
            this.visitor = visitor;
        }

        void run(Rows rows, RowRange<V> range) {
            rows.scan(range, (row, value) -> {
                var key = RowEncoding.encode(row);
                while (wanted && !drafted.isEmpty() && Arrays.compareUnsigned(drafted.firstKey(), key) < 0) {
                    visitDrafted();
                }
                if (!wanted) {
                    return false;
                }
                if (drafted.containsKey(key)) {
                    visitDrafted();
                } else {
                    wanted = visitor.test(row, value);
                }
                return wanted;
            });
            while (wanted && !drafted.isEmpty()) {
                visitDrafted();
            }
        }

        @SuppressWarnings("unchecked") // the range's bounds admit only rows that hold a V
        private void visitDrafted() {
            var change = (RowChange<V>) drafted.pollFirstEntry().getValue();
            var value = change.value();
            if (value != null) {
                wanted = visitor.test(change.row(), value);
            }
        }
    }
}
