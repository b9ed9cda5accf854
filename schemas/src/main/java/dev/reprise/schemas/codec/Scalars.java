package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that Avro has no name for: bytes, milliseconds, ids as text. */
final class Scalars {
    private Scalars() {}

    static @Nullable ByteBuffer bytes(@Nullable Payload payload) {
        return payload == null ? null : ByteBuffer.wrap(payload.utf8());
    }

    static Payload payload(ByteBuffer bytes) {
        return Payload.ofUtf8(bytes.array());
    }

    static @Nullable Payload payloadOrNull(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : payload(bytes);
    }

    /** Whole milliseconds, rounded up: nothing ends earlier than asked for, and more than zero stays more than zero. */
    static long millis(Duration duration) {
        try {
            long millis = duration.toMillis();
            return duration.getNano() % 1_000_000 == 0 || duration.isNegative() ? millis : millis + 1;
        } catch (ArithmeticException tooLong) {
            throw new InvalidValue("Expected a duration that fits 64 bits of milliseconds, but found " + duration);
        }
    }

    static @Nullable Long millisOrNull(@Nullable Duration duration) {
        return duration == null ? null : millis(duration);
    }

    static @Nullable Long millisOrNull(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static @Nullable Duration durationOrNull(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    static @Nullable Instant instantOrNull(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable String textOrNull(@Nullable OperationId id) {
        return id == null ? null : id.value();
    }

    static @Nullable OperationId operationOrNull(@Nullable String id) {
        return id == null ? null : new OperationId(id);
    }

    static ExecutionId execution(String id) {
        return ExecutionId.parse(id);
    }

    static List<String> texts(List<OperationId> ids) {
        return each(ids, OperationId::value);
    }

    static List<OperationId> operations(List<String> ids) {
        return each(ids, OperationId::new);
    }

    /** As {@code stream().map().toList()}, without the stream: this runs for every record. */
    static <A, B> List<B> each(List<A> items, Function<? super A, ? extends B> mapping) {
        var mapped = new ArrayList<B>(items.size());
        for (var item : items) {
            mapped.add(mapping.apply(item));
        }
        return mapped;
    }
}
