package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CheckpointOutcome;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /** Reads what a checkpoint asks for. */
    @FunctionalInterface
    interface Body {
        CheckpointRequest read(Function<String, InvokeTarget> resolver);
    }

    /**
     * A checkpoint that has been handed over.
     *
     * @param decided completed, with whatever, when the answer is known, on a thread that must not be held up
     * @param answer the answer; blocks until it is known, and throws what {@link ApiOperation#answer} throws
     */
    record HandedOver(CompletableFuture<?> decided, Supplier<Answer> answer) {}

    @Override
    public Answer answer(ApiRequest request) {
        return handOver(request, resolver -> ProtocolJson.readCheckpointRequest(request.body(), resolver))
                .answer()
                .get();
    }

    /** Whether the execution need not be looked for, so that {@link #handOver} does not block. */
    boolean isKnown(String arn) {
        return executions.remembered(arn) != null;
    }

    /** The function that an execution's ARN names; null when it is none. */
    @Nullable
    String function(String arn) {
        var parsed = executions.parse(arn);
        return parsed == null ? null : parsed.function();
    }

    /**
     * Hands a checkpoint over without waiting for what becomes of it.
     *
     * @param request whose label is the execution's ARN, as whoever asks may use it
     */
    HandedOver handOver(ApiRequest request, Body body) {
        var remembered = executions.remembered(request.label());
        if (remembered != null) {
            return handOver(request, remembered, body.read(targets::resolve));
        }
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        parameters.requireShape();
        var asked = body.read(targets::resolve);
        var execution = executions.findAndRemember(request.label(), arn);
        if (execution == null) {
            throw TokenRefusals.stale(request);
        }
        return handOver(request, execution, asked);
    }

    private HandedOver handOver(ApiRequest request, ExecutionId execution, CheckpointRequest asked) {
        var handedOver = checkpoint.handOver(execution, asked.checkpointToken(), asked.clientToken(), asked.updates());
        return new HandedOver(
                handedOver.decided(), () -> answer(request, handedOver.outcome().get()));
    }

    private Answer answer(ApiRequest request, CheckpointOutcome outcome) {
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
