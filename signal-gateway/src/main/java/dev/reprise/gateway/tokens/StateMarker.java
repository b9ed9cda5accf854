package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of an execution's operations begins. Good only for the invocation it was given to.
 *
 * @param execution whose operations
 * @param epoch which invocation
 * @param fromOrder the first operation of the page, by its order
 */
public record StateMarker(ExecutionId execution, int epoch, long fromOrder) {
    private static final int BYTES = Ids.EXECUTION_BYTES + Integer.BYTES + Long.BYTES;

    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable StateMarker read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.STATE_MARKER, text);
        if (content == null || content.length != BYTES) {
            return null;
        }
        var in = ByteBuffer.wrap(content);
        return new StateMarker(Ids.readExecution(in), in.getInt(), in.getLong());
    }

    /** The marker as text. */
    public String write(Seal seal) {
        var out = ByteBuffer.allocate(BYTES);
        Ids.write(out, execution);
        return seal.close(
                Seal.Purpose.STATE_MARKER, out.putInt(epoch).putLong(fromOrder).array());
    }
}
