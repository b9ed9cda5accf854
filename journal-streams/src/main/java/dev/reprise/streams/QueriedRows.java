package dev.reprise.streams;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A partition's rows read from outside the thread that folds. Kafka Streams looks for the store with each read, not when
 * it is asked for, so each read may find that the store has closed meanwhile, or that its thread still restores others.
 */
final class QueriedRows implements Rows {
    private final int partition;
    private final Rows rows;

    QueriedRows(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.partition = partition;
        this.rows = new StoreRows(store);
    }

    @Override
    public <V> @Nullable V get(Row<V> row) {
        try {
            return rows.get(row);
        } catch (InvalidStateStoreException e) {
            throw unreadable(partition, e);
        }
    }

    @Override
    public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
        try {
            rows.scan(range, visitor);
        } catch (InvalidStateStoreException e) {
            throw unreadable(partition, e);
        }
    }

    static JournalUnavailable unreadable(int partition, RuntimeException e) {
        return new JournalUnavailable(
                "Expected to read partition %d, but it is being taken over: %s".formatted(partition, e.getMessage()),
                e);
    }
}
