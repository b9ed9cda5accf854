package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The right to run an invocation that waits on a topic, for whoever shows it first.
 *
 * @param execution whose invocation
 * @param epoch which invocation
 * @param seq the sequence number it begins with
 */
public record TaskTicket(ExecutionId execution, int epoch, long seq) {
    private static final int BYTES = Ids.EXECUTION_BYTES + Integer.BYTES + Long.BYTES;

    /** The ticket for the invocation that a header says is to run. */
    public static TaskTicket of(Execution header) {
        return new TaskTicket(header.id(), header.lane().epoch(), header.lane().seq());
    }

    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable TaskTicket read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.TASK, text);
        if (content == null || content.length != BYTES) {
            return null;
        }
        var in = ByteBuffer.wrap(content);
        return new TaskTicket(Ids.readExecution(in), in.getInt(), in.getLong());
    }

    /** The ticket as text. */
    public String write(Seal seal) {
        var out = ByteBuffer.allocate(BYTES);
        Ids.write(out, execution);
        return seal.close(Seal.Purpose.TASK, out.putInt(epoch).putLong(seq).array());
    }

    /** Whether the invocation is still to run, and nobody has shown this ticket. */
    public boolean isUnused(Execution header) {
        return header.takesCheckpointsOf(epoch) && header.lane().seq() == seq;
    }

    /** Whether somebody has shown this ticket, and the invocation has not been heard to end. */
    public boolean isInUse(Execution header) {
        return header.takesCheckpointsOf(epoch) && header.lane().seq() > seq;
    }
}
