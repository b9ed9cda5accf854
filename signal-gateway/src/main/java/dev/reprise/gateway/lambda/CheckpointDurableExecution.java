package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CheckpointOutcome;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.ProtocolJson;

/** Running code has its updates recorded, or asks for news. */
final class CheckpointDurableExecution implements ApiOperation {
    private final NamedExecutions executions;
    private final Checkpoint checkpoint;
    private final CallTargets targets;
    private final GatewayMetrics metrics;

    CheckpointDurableExecution(
            NamedExecutions executions, Checkpoint checkpoint, CallTargets targets, GatewayMetrics metrics) {
        this.executions = executions;
        this.checkpoint = checkpoint;
        this.targets = targets;
        this.metrics = metrics;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        parameters.requireShape();
        var body = ProtocolJson.readCheckpointRequest(request.body(), targets::resolve);
        var execution = executions.find(arn);
        if (execution == null) {
            throw TokenRefusals.stale(request);
        }
        var outcome = checkpoint.submit(execution, body.checkpointToken(), body.clientToken(), body.updates());
        metrics.checkpoint(outcome);
        return switch (outcome) {
            case CheckpointOutcome.Accepted accepted ->
                Answer.ok(ProtocolJson.writeCheckpointResponse(
                        new CheckpointResponse(accepted.token(), accepted.operations(), null)));
            case CheckpointOutcome.StaleToken ignored -> throw TokenRefusals.stale(request);
            case CheckpointOutcome.Quarantined ignored -> throw TokenRefusals.stale(request);
            case CheckpointOutcome.OtherExecution ignored -> throw TokenRefusals.otherExecution();
            case CheckpointOutcome.Invalid invalid -> AwsError.INVALID_PARAMETER_VALUE.answer(invalid.message());
        };
    }
}
