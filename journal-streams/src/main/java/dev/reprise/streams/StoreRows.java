package dev.reprise.streams;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import dev.reprise.schemas.codec.RowCodec;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A partition's rows, decoded from how they are stored. As thread-safe as what they are decoded from. */
final class StoreRows implements Rows {
    private final EncodedRows encoded;

    StoreRows(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this(new StoreBytes(store));
    }

    StoreRows(EncodedRows encoded) {
        this.encoded = encoded;
    }

    @Override
    public <V> @Nullable V get(Row<V> row) {
        var value = encoded.get(RowEncoding.encode(row));
        return value == null ? null : RowCodec.decode(row, value);
    }

    @Override
    @SuppressWarnings("unchecked") // the bounds admit only rows of the range's type
    public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
        encoded.scan(RowEncoding.encode(range), range.isReversed(), (key, value) -> {
            var row = (Row<V>) RowEncoding.decode(key);
            return visitor.test(row, RowCodec.decode(row, value));
        });
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
            store.put(key, value); // null removes it, without reading it first as delete would
        }
    }
}
