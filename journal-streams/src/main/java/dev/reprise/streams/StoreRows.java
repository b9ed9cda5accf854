package dev.reprise.streams;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import dev.reprise.schemas.codec.RowCodec;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A partition's rows in its Kafka Streams store. As thread-safe as the store. */
final class StoreRows implements Rows {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

    StoreRows(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public <V> @Nullable V get(Row<V> row) {
        var value = store.get(Bytes.wrap(RowEncoding.encode(row)));
        return value == null ? null : RowCodec.decode(row, value);
    }

    @Override
    @SuppressWarnings("unchecked") // the bounds admit only rows of the range's type
    public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
        var bounds = RowEncoding.encode(range);
        var to = bounds.to();
        // Every range here has an upper bound, because no row's kind is the last byte value there is; the store's own
        // upper bound is inclusive, ours is not.
        try (var rows = entries(range, Bytes.wrap(bounds.from()), to == null ? null : Bytes.wrap(to))) {
            while (rows.hasNext()) {
                var entry = rows.next();
                var key = entry.key.get();
                if (Arrays.equals(key, to)) {
                    continue;
                }
                var row = (Row<V>) RowEncoding.decode(key);
                if (!visitor.test(row, RowCodec.decode(row, entry.value))) {
                    return;
                }
            }
        }
    }

    private KeyValueIterator<Bytes, byte[]> entries(RowRange<?> range, Bytes from, @Nullable Bytes to) {
        return range.isReversed() ? store.reverseRange(from, to) : store.range(from, to);
    }

    /**
     * A change, encoded.
     *
     * @param value null to remove the row
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way into the store, never compared
    record Write(Bytes key, byte @Nullable [] value) {
        static <V> Write of(RowChange<V> change) {
            var value = change.value();
            return new Write(
                    Bytes.wrap(RowEncoding.encode(change.row())),
                    value == null ? null : RowCodec.encode(change.row(), value));
        }

        void to(KeyValueStore<Bytes, byte[]> store) {
            if (value == null) {
                store.delete(key);
            } else {
                store.put(key, value);
            }
        }
    }
}
