package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What whoever answers a callback must present. It names the callback, so no index is needed to find it; whether it is
 * still open is for the journal to say, which alone knows the time.
 *
 * @param execution whose callback
 * @param operation which
 */
public record CallbackId(ExecutionId execution, OperationId operation) {
    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable CallbackId read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.CALLBACK, text);
        if (content == null || content.length <= Ids.EXECUTION_BYTES) {
            return null;
        }
        var in = ByteBuffer.wrap(content);
        var execution = Ids.readExecution(in);
        var operation = StandardCharsets.UTF_8.decode(in).toString();
        return new CallbackId(execution, new OperationId(operation));
    }

    /** The callback id as text. */
    public String write(Seal seal) {
        var id = operation.value().getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(Ids.EXECUTION_BYTES + id.length);
        Ids.write(out, execution);
        return seal.close(Seal.Purpose.CALLBACK, out.put(id).array());
    }
}
