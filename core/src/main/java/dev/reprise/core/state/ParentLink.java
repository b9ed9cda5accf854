package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;

/**
 * The chained invoke that started an execution and waits for its end.
 *
 * @param execution the calling execution
 * @param operation its chained invoke
 */
public record ParentLink(ExecutionId execution, OperationId operation) {}
