package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.DeleteExecution;
import dev.reprise.workflow.protocol.JsonWriter;
import java.util.Map;

/** Forgets an execution that has ended. */
final class DeleteDurableExecution implements ApiOperation {
    private final NamedExecutions executions;
    private final DeleteExecution deletions;

    DeleteDurableExecution(NamedExecutions executions, DeleteExecution deletions) {
        this.executions = executions;
        this.deletions = deletions;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        parameters.requireShape();
        return switch (deletions.delete(executions.require(arn))) {
            case DeleteExecution.Outcome.Accepted accepted ->
                new Answer(
                        202, Map.of(), JsonWriter.message(out -> out.time("DeletionRequestTimestamp", accepted.at())));
            case DeleteExecution.Outcome.NotEnded running ->
                AwsError.RESOURCE_CONFLICT.answer(
                        "Expected an execution that has ended, but this one is %s. Stop it first"
                                .formatted(running.status()));
            case DeleteExecution.Outcome.UnknownExecution ignored -> throw NamedExecutions.notFound(arn);
        };
    }
}
