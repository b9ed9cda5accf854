package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Execution ids in sealed contents. */
final class Ids {
    static final int EXECUTION_BYTES = Short.BYTES + 2 * Long.BYTES;

    private Ids() {}

    static void write(ByteBuffer out, ExecutionId id) {
        out.putShort((short) id.partition())
                .putLong(id.unique().getMostSignificantBits())
                .putLong(id.unique().getLeastSignificantBits());
    }

    static ExecutionId readExecution(ByteBuffer in) {
        return new ExecutionId(in.getShort() & 0xFFFF, new UUID(in.getLong(), in.getLong()));
    }
}
