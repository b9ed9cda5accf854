package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.StopExecution;
import dev.reprise.workflow.protocol.JsonWriter;

/** Stops an execution for good. The body, which may be left out, is the error object itself. */
final class StopDurableExecution implements ApiOperation {
    private final NamedExecutions executions;
    private final StopExecution stop;

    StopDurableExecution(NamedExecutions executions, StopExecution stop) {
        this.executions = executions;
        this.stop = stop;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        parameters.requireShape();
        var reason = ErrorObject.read(request.body());
        return switch (stop.stop(executions.require(arn), reason)) {
            case StopExecution.Outcome.Ended ended ->
                Answer.ok(JsonWriter.message(out -> out.time("StopTimestamp", ended.at())));
            case StopExecution.Outcome.UnknownExecution ignored -> throw NamedExecutions.notFound(arn);
        };
    }
}
