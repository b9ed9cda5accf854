package dev.reprise.workflow.protocol;

import dev.reprise.core.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an execution's operations.
 *
 * @param operations by first appearance
 * @param nextMarker where the next page begins, absent for the last
 */
public record StatePage(
        List<Operation> operations, @Nullable String nextMarker) {
    public StatePage {
        operations = List.copyOf(operations);
    }
}
