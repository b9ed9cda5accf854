package dev.reprise.streams;

import dev.reprise.core.state.RowEncoding;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A partition's rows read from outside the thread that folds. Kafka Streams looks for the store with each read, not when
 * it is asked for, so each read may find that the store has closed meanwhile, or that its thread still restores others.
 */
final class QueriedRows implements EncodedRows {
    private final int partition;
    private final EncodedRows rows;

    QueriedRows(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.partition = partition;
        this.rows = new StoreBytes(store);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return rows.get(key);
        } catch (InvalidStateStoreException e) {
            throw unreadable(partition, e);
        }
    }

    @Override
    public void scan(RowEncoding.Bounds bounds, boolean reversed, BiPredicate<byte[], byte[]> visitor) {
        try {
            rows.scan(bounds, reversed, visitor);
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
