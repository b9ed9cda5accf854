package dev.reprise.workflow.protocol;

import dev.reprise.core.operation.InvokeTarget;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One checkpoint of a batch as it was read: whose it is, and what it asks for, or what is wrong with that. */
public final class BatchedCheckpoint {
    private String executionArn = "";
    private @Nullable CheckpointReader checkpoint;
    private @Nullable ProtocolViolation violation;

    private BatchedCheckpoint() {}

    static BatchedCheckpoint read(JsonReader in) throws IOException {
        var read = new BatchedCheckpoint();
        try {
            read.checkpoint = CheckpointReader.read(in, name -> {
                if (name.equals("DurableExecutionArn")) {
                    read.executionArn = in.text();
                } else {
                    in.skip();
                }
            });
        } catch (ProtocolViolation wrong) {
            read.violation = wrong;
        }
        return read;
    }

    /** The execution's ARN as it was written; empty when there is none. */
    public String executionArn() {
        return executionArn;
    }

    /** Whether it only asks for news. */
    public boolean isPoll() {
        return checkpoint != null && checkpoint.isPoll();
    }

    /**
     * The checkpoint, checked as {@link ProtocolJson#readCheckpointRequest} does.
     *
     * @param resolver finds what the name of a called function stands for
     * @throws ProtocolViolation saying what is wrong with it
     */
    public CheckpointRequest request(Function<String, InvokeTarget> resolver) {
        if (violation != null) {
            throw violation;
        }
        if (checkpoint == null) {
            throw new IllegalStateException("Expected a checkpoint or what is wrong with it, but there is neither");
        }
        return checkpoint.request(resolver);
    }
}
