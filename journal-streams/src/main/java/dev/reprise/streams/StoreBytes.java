package dev.reprise.streams;

import dev.reprise.core.state.RowEncoding;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A partition's rows in its Kafka Streams store. As thread-safe as the store. */
final class StoreBytes implements EncodedRows {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

    StoreBytes(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void scan(RowEncoding.Bounds bounds, boolean reversed, BiPredicate<byte[], byte[]> visitor) {
        // Every range here has an upper bound, because no row's kind is the last byte value there is; the store's own
        // upper bound is inclusive, ours is not.
        var to = bounds.to();
        try (var rows = entries(Bytes.wrap(bounds.from()), to == null ? null : Bytes.wrap(to), reversed)) {
            while (rows.hasNext()) {
                var entry = rows.next();
                var key = entry.key.get();
                if (!Arrays.equals(key, to) && !visitor.test(key, entry.value)) {
                    return;
                }
            }
        }
    }

    private KeyValueIterator<Bytes, byte[]> entries(Bytes from, @Nullable Bytes to, boolean reversed) {
        return reversed ? store.reverseRange(from, to) : store.range(from, to);
    }
}
