package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The chained invoke that started an execution and waits for its end.
 *
 * @param execution the calling execution
 * @param operation its chained invoke
 */
public record ParentLink(ExecutionId execution, OperationId operation) {
    /**
     * What the execution that this chained invoke starts is known by. The same each time, so that a call which is
     * delivered twice starts one execution.
     *
     * @param function the called function's plain name
     */
    public ExecutionKey childKey(String function) {
        return new ExecutionKey(
                function, execution.unique() + "-" + childId().toString().substring(0, 8));
    }

    /** What tells the execution that this chained invoke starts from every other; the same each time. */
    public UUID childId() {
        var text = "child of " + execution + "/" + operation;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
