package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.PauseExecution;

/** Has a paused execution go on, or takes back a pause that has not taken effect. */
final class ResumeDurableExecution implements ApiOperation {
    private final NamedExecutions executions;
    private final PauseExecution pauses;

    ResumeDurableExecution(NamedExecutions executions, PauseExecution pauses) {
        this.executions = executions;
        this.pauses = pauses;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        parameters.requireShape();
        var body = PauseBody.read(request.body());
        return PauseBody.answer(arn, pauses.resume(executions.require(arn), body.reason()));
    }
}
