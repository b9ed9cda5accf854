package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CheckpointOutcome;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import dev.reprise.workflow.protocol.StatePage;
import org.jspecify.annotations.Nullable;

/** The calls that running code makes. Thread-safe. */
public final class DurableExecutionCalls {
    private final Checkpoint checkpoint;
    private final StatePages pages;
    private final CallTargets targets;
    private final GatewayMetrics metrics;

    public DurableExecutionCalls(Checkpoint checkpoint, StatePages pages, CallTargets targets, GatewayMetrics metrics) {
        this.checkpoint = checkpoint;
        this.pages = pages;
        this.targets = targets;
        this.metrics = metrics;
    }

    /** Answers a call. Blocks; throws nothing that a caller can cause. */
    Answer answer(@Nullable Call call, byte[] body, @Nullable String userAgent) {
        try {
            if (call == null || !call.collection().equals("durable-executions")) {
                return unknownOperation();
            }
            return switch (call.method() + " " + call.action()) {
                case "POST checkpoint" -> checkpoint(call, body, userAgent);
                case "GET state" -> state(call, userAgent);
                default -> unknownOperation();
            };
        } catch (ProtocolViolation e) {
            return violation(e);
        } catch (JournalUnavailable e) {
            return Answer.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private Answer checkpoint(Call call, byte[] body, @Nullable String userAgent) {
        var execution = ExecutionArns.execution(call.resource());
        if (execution == null) {
            return unknownArn(call);
        }
        var request = ProtocolJson.readCheckpointRequest(body, targets::resolve);
        var outcome = checkpoint.submit(execution, request.checkpointToken(), request.clientToken(), request.updates());
        metrics.checkpoint(outcome);
        return switch (outcome) {
            case CheckpointOutcome.Accepted accepted ->
                Answer.ok(ProtocolJson.writeCheckpointResponse(
                        new CheckpointResponse(accepted.token(), accepted.operations(), null)));
            case CheckpointOutcome.StaleToken ignored -> staleToken(userAgent);
            case CheckpointOutcome.OtherExecution ignored -> otherExecution();
            case CheckpointOutcome.Invalid invalid -> Answer.invalidParameter(invalid.message());
        };
    }

    private Answer state(Call call, @Nullable String userAgent) {
        ExecutionId execution = ExecutionArns.execution(call.resource());
        if (execution == null) {
            return unknownArn(call);
        }
        var token = call.query().getOrDefault("CheckpointToken", "");
        int maxItems = maxItems(call.query().get("MaxItems"));
        if (maxItems < 0) {
            return Answer.error(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value '%s' at 'maxItems' failed to satisfy constraint: Member must have value between 0 and %d"
                            .formatted(call.query().get("MaxItems"), StatePages.MAX_ITEMS));
        }
        return switch (pages.read(execution, token, call.query().get("Marker"), maxItems)) {
            case StatePages.Outcome.Found found ->
                Answer.ok(ProtocolJson.writeState(
                        new StatePage(found.page().operations(), found.page().nextMarker())));
            case StatePages.Outcome.StaleToken ignored -> staleToken(userAgent);
            case StatePages.Outcome.OtherExecution ignored -> otherExecution();
            case StatePages.Outcome.InvalidMarker ignored -> Answer.invalidParameter("Invalid Marker");
        };
    }

    private static int maxItems(@Nullable String text) {
        try {
            int items = text == null || text.isEmpty() ? 0 : Integer.parseInt(text);
            return items > StatePages.MAX_ITEMS ? -1 : items;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Answer staleToken(@Nullable String userAgent) {
        return Answer.invalidParameter(StaleTokenMessage.forUserAgent(userAgent));
    }

    private static Answer otherExecution() {
        return Answer.invalidParameter("Checkpoint token is not valid for the durable execution ARN");
    }

    private static Answer unknownArn(Call call) {
        var arn = call.resource();
        return Answer.invalidParameter("Expected the ARN of a durable execution, but found '"
                + (arn.length() <= 200 ? arn : arn.substring(0, 200) + "…") + "'");
    }

    private static Answer unknownOperation() {
        return Answer.error(
                404, "UnknownOperationException", "Expected POST …/checkpoint or GET …/state of a durable execution");
    }

    private static Answer violation(ProtocolViolation e) {
        var message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case NOT_JSON -> Answer.error(400, "SerializationException", "Message", message);
            case SHAPE -> Answer.error(400, "ValidationException", message);
            case RULE -> Answer.invalidParameter(message);
        };
    }
}
