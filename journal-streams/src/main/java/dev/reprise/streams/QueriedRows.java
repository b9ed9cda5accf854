package dev.reprise.streams;

import dev.reprise.core.state.RowEncoding;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
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
    private final BooleanSupplier stillOwned;

    /**
     * The rows in a store.
     *
     * @param stillOwned asked after each read: if not, what was read may be old
     */
    QueriedRows(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store, BooleanSupplier stillOwned) {
        this.partition = partition;
        this.rows = new StoreBytes(store);
        this.stillOwned = stillOwned;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            var value = rows.get(key);
            requireOwned();
            return value;
        } catch (InvalidStateStoreException e) {
            throw unreadable(partition, e);
        }
    }

    @Override
    public void scan(RowEncoding.Bounds bounds, boolean reversed, BiPredicate<byte[], byte[]> visitor) {
        try {
            rows.scan(bounds, reversed, visitor);
            requireOwned();
        } catch (InvalidStateStoreException e) {
            throw unreadable(partition, e);
        }
    }

    private void requireOwned() {
        if (!stillOwned.getAsBoolean()) {
            throw new JournalUnavailable(
                    "Expected to own partition %d until it was read, but it was handed over".formatted(partition));
        }
    }

    static JournalUnavailable unreadable(int partition, RuntimeException e) {
        return new JournalUnavailable(
                "Expected to read partition %d, but it is being taken over: %s".formatted(partition, e.getMessage()),
                e);
    }
}
