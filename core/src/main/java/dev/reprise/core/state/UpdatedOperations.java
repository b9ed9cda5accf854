package dev.reprise.core.state;

import dev.reprise.core.OperationId;
import java.util.List;

/**
 * Operations that changed from outside since the last successful invocation, for the next envelope.
 *
 * @param ids their ids, each once, in the order of change
 */
public record UpdatedOperations(List<OperationId> ids) {
    /** Nothing changed. */
    public static final UpdatedOperations NONE = new UpdatedOperations(List.of());

    public UpdatedOperations {
        ids = List.copyOf(ids);
    }
}
