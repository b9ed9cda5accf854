package dev.reprise.schemas.codec;

import dev.reprise.core.state.Row;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * How the value of one kind of row is stored: the format's number in one byte, then the Avro body.
 *
 * @param <R> the kind of row
 * @param <V> what it holds
 * @param <A> its generated class, or the Java form of a primitive
 */
final class RowValue<R extends Row<V>, V, A> {
    /** Raised when any schema of a stored row changes; the schemas of former numbers stay readable from then on. */
    static final byte FORMAT = 1;

    private static final byte[] PREFIX = {FORMAT};

    private final String what;
    private final AvroType<A> type;
    private final Function<V, A> toAvro;
    private final BiFunction<R, A, V> fromAvro;

    RowValue(String what, Schema schema, Function<V, A> toAvro, BiFunction<R, A, V> fromAvro) {
        this.what = what;
        this.type = new AvroType<>(schema);
        this.toAvro = toAvro;
        this.fromAvro = fromAvro;
    }

    byte[] encode(V value) {
        return type.encode(PREFIX, toAvro.apply(value));
    }

    V decode(R row, byte[] bytes) {
        requireFormat(what, bytes);
        try {
            return fromAvro.apply(row, type.decode(bytes, PREFIX.length));
        } catch (IOException | RuntimeException damage) {
            throw UndecodableRecord.damaged(what, bytes, damage);
        }
    }

    static void requireFormat(String what, byte[] bytes) {
        if (bytes.length == 0) {
            throw UndecodableRecord.damaged(what, bytes, new IOException("the format's number is missing"));
        }
        if (bytes[0] != FORMAT) {
            throw UnknownSchema.ofFormat(what, FORMAT, bytes[0]);
        }
    }
}
