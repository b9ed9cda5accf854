package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.InvocationStart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to say how an invocation that was taken has ended, at any node.
 *
 * @param execution whose invocation
 * @param epoch which invocation
 * @param invocation how it began
 * @param seenChange the execution's change counter when its envelope was built
 */
public record TaskLease(ExecutionId execution, int epoch, InvocationStart invocation, long seenChange) {
    private static final int FIXED_BYTES = Ids.EXECUTION_BYTES + Integer.BYTES + 2 * Long.BYTES;

    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable TaskLease read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.LEASE, text);
        if (content == null || content.length < FIXED_BYTES) {
            return null;
        }
        var in = ByteBuffer.wrap(content);
        var execution = Ids.readExecution(in);
        int epoch = in.getInt();
        long seenChange = in.getLong();
        var startedAt = Instant.ofEpochMilli(in.getLong());
        var requestId = StandardCharsets.UTF_8.decode(in).toString();
        return new TaskLease(execution, epoch, new InvocationStart(requestId, startedAt), seenChange);
    }

    /** The lease as text. */
    public String write(Seal seal) {
        var requestId = invocation.requestId().getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(FIXED_BYTES + requestId.length);
        Ids.write(out, execution);
        out.putInt(epoch).putLong(seenChange).putLong(invocation.startedAt().toEpochMilli());
        return seal.close(Seal.Purpose.LEASE, out.put(requestId).array());
    }
}
