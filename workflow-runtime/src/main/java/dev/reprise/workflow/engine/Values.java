package dev.reprise.workflow.engine;

import dev.reprise.core.Payload;
import dev.reprise.workflow.PayloadCodec;
import dev.reprise.workflow.PayloadException;
import dev.reprise.workflow.ResultTooLarge;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Values as payloads. Null is an absent payload, both ways. */
final class Values {
    private final PayloadCodec codec;

    Values(PayloadCodec codec) {
        this.codec = codec;
    }

    /**
     * Writes a result.
     *
     * @param what whose it is
     * @throws PayloadException when it cannot be written
     * @throws ResultTooLarge when it is larger than the journal takes
     */
    @Nullable
    Payload writeResult(String what, @Nullable Object result, int maxBytes) {
        var payload = write(result);
        if (payload != null && payload.size() > maxBytes) {
            throw new ResultTooLarge(what, payload.size(), maxBytes);
        }
        return payload;
    }

    @Nullable
    Payload write(@Nullable Object value) {
        return value == null ? null : codec.write(value);
    }

    /**
     * Reads a payload.
     *
     * @throws PayloadException when it is something else
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec answers for the type; a null result is the user's own null
    <T> T read(@Nullable Payload payload, Type type) {
        return (T) (payload == null || payload.size() == 0 ? null : codec.read(payload, type));
    }
}
