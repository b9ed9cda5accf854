package dev.reprise.workflow.protocol;

import dev.reprise.core.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint is answered with.
 *
 * @param checkpointToken the next token; absent when this invocation must stop
 * @param operations what the checkpoint touched, and all that changed from outside since the last answer
 * @param nextMarker where the next page begins, absent for the last
 */
public record CheckpointResponse(
        @Nullable String checkpointToken,
        List<Operation> operations,
        @Nullable String nextMarker) {
    public CheckpointResponse {
        operations = List.copyOf(operations);
    }
}
