package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.state.Execution;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proof of being the current invocation of an execution, and of knowing its newest checkpoint.
 *
 * @param execution whose invocation
 * @param epoch which invocation
 * @param seq the sequence number of the checkpoint it is good for
 * @param invocation how the invocation began, which a checkpoint that ends the execution records; it is here because the
 *     checkpoint may reach another node than the one that invokes
 */
public record CheckpointToken(ExecutionId execution, int epoch, long seq, InvocationStart invocation) {
    private static final int FIXED_BYTES = Ids.EXECUTION_BYTES + Integer.BYTES + 2 * Long.BYTES;

    /** The token of an execution's current invocation. */
    public static CheckpointToken of(Execution execution, InvocationStart invocation) {
        return new CheckpointToken(
                execution.id(), execution.lane().epoch(), execution.lane().seq(), invocation);
    }

    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable CheckpointToken read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.CHECKPOINT, text);
        if (content == null || content.length < FIXED_BYTES) {
            return null;
        }
        var in = ByteBuffer.wrap(content);
        return new CheckpointToken(Ids.readExecution(in), in.getInt(), in.getLong(), readInvocation(in));
    }

    /** The token as text. */
    public String write(Seal seal) {
        var requestId = invocation.requestId().getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(FIXED_BYTES + requestId.length);
        Ids.write(out, execution);
        out.putInt(epoch).putLong(seq).putLong(invocation.startedAt().toEpochMilli());
        return seal.close(Seal.Purpose.CHECKPOINT, out.put(requestId).array());
    }

    private static InvocationStart readInvocation(ByteBuffer in) {
        var startedAt = Instant.ofEpochMilli(in.getLong());
        return new InvocationStart(StandardCharsets.UTF_8.decode(in).toString(), startedAt);
    }

    /** The token for the same invocation's next checkpoint. */
    public CheckpointToken next(int nextEpoch, long nextSeq) {
        return new CheckpointToken(execution, nextEpoch, nextSeq, invocation);
    }

    /** Whether this is the newest token of the invocation that may act now. */
    public boolean isCurrent(Execution header) {
        return header.takesCheckpointsOf(epoch) && header.lane().seq() == seq;
    }
}
