package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.PauseExecution;

/** Has an execution pause. It takes effect later when an invocation runs. */
final class PauseDurableExecution implements ApiOperation {
    private final NamedExecutions executions;
    private final PauseExecution pauses;

    PauseDurableExecution(NamedExecutions executions, PauseExecution pauses) {
        this.executions = executions;
        this.pauses = pauses;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        parameters.requireShape();
        var body = PauseBody.read(request.body());
        return PauseBody.answer(
                arn, pauses.pause(executions.require(arn), body.executionTimeoutPaused(), body.reason()));
    }
}
