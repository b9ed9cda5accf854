package dev.reprise.core.state;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A partition's store in memory, in the same order as any other. Not thread-safe. */
public final class MemoryRows implements Rows {
    private final TreeMap<byte[], RowChange<?>> rows = new TreeMap<>(Arrays::compareUnsigned);

    /** Writes what a fold changed. */
    public void apply(Iterable<RowChange<?>> changes) {
        for (var change : changes) {
            var key = RowEncoding.encode(change.row());
            if (change.value() == null) {
                rows.remove(key);
            } else {
                rows.put(key, change);
            }
        }
    }

    /** Another store with the same rows. */
    public MemoryRows copy() {
        var copy = new MemoryRows();
        copy.rows.putAll(rows);
        return copy;
    }

    /** Every row, in order. */
    public Iterable<RowChange<?>> all() {
        return rows.values();
    }

    @Override
    @SuppressWarnings("unchecked") // a value is stored under its own row
    public <V> @Nullable V get(Row<V> row) {
        var found = (RowChange<V>) rows.get(RowEncoding.encode(row));
        return found == null ? null : found.value();
    }

    @Override
    @SuppressWarnings("unchecked") // the bounds admit only rows of the range's type
    public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
        var bounds = RowEncoding.encode(range);
        var to = bounds.to();
        var found = to == null ? rows.tailMap(bounds.from(), true) : rows.subMap(bounds.from(), true, to, false);
        for (var entry : (range.isReversed() ? found.descendingMap() : found).values()) {
            var change = (RowChange<V>) entry;
            var value = change.value();
            if (value != null && !visitor.test(change.row(), value)) {
                return;
            }
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        rows.values()
                .forEach(change -> text.append(change.row())
                        .append(" = ")
                        .append(change.value())
                        .append('\n'));
        return text.toString();
    }
}
