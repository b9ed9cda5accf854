package dev.reprise.workflow.protocol;

import dev.reprise.core.operation.OperationUpdate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Running code asks for its updates to be recorded, all or none.
 *
 * @param checkpointToken the newest token of the invocation
 * @param clientToken the same for each try of one checkpoint, so that a lost answer is given again
 * @param updates in order; none asks only for news
 */
public record CheckpointRequest(
        String checkpointToken, @Nullable String clientToken, List<OperationUpdate> updates) {
    public CheckpointRequest {
        updates = List.copyOf(updates);
    }
}
