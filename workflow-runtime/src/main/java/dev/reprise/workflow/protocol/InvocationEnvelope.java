package dev.reprise.workflow.protocol;

import dev.reprise.core.OperationId;
import dev.reprise.core.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function is invoked with.
 *
 * @param executionArn names the execution; its last segments are the execution's name and id
 * @param checkpointToken the first token of this invocation
 * @param operations the operations recorded so far, or the first page of them; the execution itself comes first
 * @param nextMarker where the next page begins, absent for the last
 * @param updatedOperations what changed from outside since the last successful invocation
 */
public record InvocationEnvelope(
        String executionArn,
        String checkpointToken,
        List<Operation> operations,
        @Nullable String nextMarker,
        List<OperationId> updatedOperations) {
    public InvocationEnvelope {
        operations = List.copyOf(operations);
        updatedOperations = List.copyOf(updatedOperations);
    }
}
