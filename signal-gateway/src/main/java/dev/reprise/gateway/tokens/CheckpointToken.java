package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Proof of being the current invocation of an execution, and of knowing its newest checkpoint.
 *
 * @param execution whose invocation
 * @param epoch which invocation
 * @param seq the sequence number of the checkpoint it is good for
 */
public record CheckpointToken(ExecutionId execution, int epoch, long seq) {
    private static final int BYTES = Ids.EXECUTION_BYTES + Integer.BYTES + Long.BYTES;

    /** The token of an execution's current invocation. */
    public static CheckpointToken of(Execution execution) {
        return new CheckpointToken(
                execution.id(), execution.lane().epoch(), execution.lane().seq());
    }

    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable CheckpointToken read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.CHECKPOINT, text);
        if (content == null || content.length != BYTES) {
            return null;
        }
        var in = ByteBuffer.wrap(content);
        return new CheckpointToken(Ids.readExecution(in), in.getInt(), in.getLong());
    }

    /** The token as text. */
    public String write(Seal seal) {
        var out = ByteBuffer.allocate(BYTES);
        Ids.write(out, execution);
        return seal.close(
                Seal.Purpose.CHECKPOINT, out.putInt(epoch).putLong(seq).array());
    }

    /** Whether this is the newest token of the invocation that may act now. */
    public boolean isCurrent(Execution header) {
        return header.takesCheckpointsOf(epoch) && header.lane().seq() == seq;
    }
}
