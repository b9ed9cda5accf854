package dev.reprise.core.state;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Reads from a partition's store. */
public interface Rows {
    /** The value of a row, or null when there is none. */
    <V> @Nullable V get(Row<V> row);

    /**
     * Visits the rows of a range in its order until the visitor has had enough.
     *
     * @param visitor gets each row's key and value; returns whether to go on. It must not write to the store
     */
    <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor);
}
