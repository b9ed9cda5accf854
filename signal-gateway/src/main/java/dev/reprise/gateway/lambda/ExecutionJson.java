package dev.reprise.gateway.lambda;

import dev.reprise.core.state.Execution;
import dev.reprise.workflow.protocol.JsonWriter;
import java.io.IOException;

/**
 * Executions as the API shows them, alone or in a list.
 *
 * @param arns how they are named
 */
record ExecutionJson(ExecutionArns arns) {
    /** Writes what is shown everywhere. */
    void write(JsonWriter out, Execution execution) throws IOException {
        out.text("DurableExecutionArn", arns.arn(execution));
        out.text("DurableExecutionName", execution.key().name());
        out.text("FunctionArn", arns.function(execution));
        out.text("Status", execution.status().name());
        out.time("StartTimestamp", execution.startedAt());
        out.time("EndTimestamp", execution.endedAt());
    }
}
