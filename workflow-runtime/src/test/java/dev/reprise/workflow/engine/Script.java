package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One invocation over operations written by hand, whose checkpoints are noted and answered without judgement. */
final class Script implements CheckpointClient {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant END = START.plusSeconds(1);

    private final List<Operation> recorded = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int pageSize = Integer.MAX_VALUE;
    private String nextToken = "dG9rZW4=";

    private Script() {
        add(
                OperationRef.of("id-1", null, null),
                OperationStatus.STARTED,
                new ExecutionDetails(Payload.of("\"in\""), null, null));
    }

    static Script of() {
        return new Script();
    }

    static Script withInput(String json) {
        var script = new Script();
        script.recorded.clear();
        script.add(
                OperationRef.of("id-1", null, null),
                OperationStatus.STARTED,
                new ExecutionDetails(json == null ? null : Payload.of(json), null, null));
        return script;
    }

    Script step(String name, OperationStatus status, String json) {
        var failure = status == OperationStatus.FAILED ? Failure.of("java.io.IOException", "cut off") : null;
        var next = status == OperationStatus.PENDING ? START.plusSeconds(3_600) : null;
        return add(
                name,
                "Step",
                status,
                new StepDetails(1, next, Duration.ofMillis(40), json == null ? null : Payload.of(json), failure));
    }

    Script sleep(String name, OperationStatus status) {
        return add(name, "Wait", status, new WaitDetails(START.plusSeconds(3_600)));
    }

    Script signal(String name, OperationStatus status, String json) {
        return callback(name, Operation.SIGNAL, status, json);
    }

    Script callback(String name, OperationStatus status, String json) {
        return callback(name, "Callback", status, json);
    }

    Script invoke(String name, OperationStatus status, String json) {
        var failure = status.isTerminal() && status != OperationStatus.SUCCEEDED
                ? Failure.of("com.example.TooHeavy", "over 30 kg")
                : null;
        return add(
                name,
                "ChainedInvoke",
                status,
                new ChainedInvokeDetails("weigh", json == null ? null : Payload.of(json), failure));
    }

    private Script callback(String name, String subType, OperationStatus status, String json) {
        var failure = status.isTerminal() && json == null ? Failure.of("Callback.Timeout", "Callback timed out") : null;
        return add(
                name,
                subType,
                status,
                new CallbackDetails("cb", null, null, null, json == null ? null : Payload.of(json), failure));
    }

    private Script add(String name, String subType, OperationStatus status, OperationDetails details) {
        return add(OperationRef.of(String.valueOf(recorded.size()), name, subType), status, details);
    }

    private Script add(OperationRef ref, OperationStatus status, OperationDetails details) {
        recorded.add(new Operation(
                ref, status, START, status.isTerminal() ? END : null, recorded.size(), 0, false, details));
        return this;
    }

    /** Hands over the operations in pages. */
    Script inPagesOf(int size) {
        pageSize = size;
        return this;
    }

    /** Answers checkpoints without a new token. */
    Script stopping() {
        nextToken = null;
        return this;
    }

    InvocationOutput run(DurableFunction<String, ?> function) {
        return run(function, RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO).time(() -> START, duration -> {}));
    }

    InvocationOutput run(DurableFunction<String, ?> function, RuntimeOptions options) {
        var page = state("", "", "0");
        var envelope = new InvocationEnvelope(
                "arn:function:tested:1/durable-execution/name-1/id-1",
                "Zmlyc3Q=",
                page.operations(),
                page.nextMarker(),
                List.of());
        return Invocation.run(
                FunctionDefinition.of("tested", TypeRef.of(String.class), function), envelope, this, options);
    }

    /** The updates that were asked for, by their names; "poll" for none. */
    List<String> asked() {
        return asked;
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        if (request.updates().isEmpty()) {
            asked.add("poll");
        }
        var changed = new ArrayList<Operation>();
        for (var update : request.updates()) {
            asked.add(update.getClass().getSimpleName());
            changed.add(changed(update));
        }
        return new CheckpointResponse(nextToken, changed, null);
    }

    private static Operation changed(OperationUpdate update) {
        var details = switch (update) {
            case OperationUpdate.StartStep u -> new StepDetails(1, null, null, null, null);
            case OperationUpdate.SucceedStep u -> new StepDetails(2, null, u.elapsed(), u.result(), null);
            case OperationUpdate.FailStep u -> new StepDetails(2, null, u.elapsed(), null, u.failure());
            case OperationUpdate.RetryStep u ->
                new StepDetails(2, START.plus(u.delay()), u.elapsed(), null, u.failure());
            case OperationUpdate.StartWait u -> new WaitDetails(START.plus(u.duration()));
            case OperationUpdate.StartCallback u -> new CallbackDetails("cb", null, null, null, null, null);
            case OperationUpdate.StartChainedInvoke u ->
                new ChainedInvokeDetails(u.target().function(), null, null);
            default -> throw new IllegalStateException("Expected an update of our own SDK, but found " + update);
        };
        var status = switch (update) {
            case OperationUpdate.SucceedStep u -> OperationStatus.SUCCEEDED;
            case OperationUpdate.FailStep u -> OperationStatus.FAILED;
            case OperationUpdate.RetryStep u -> OperationStatus.PENDING;
            default -> OperationStatus.STARTED;
        };
        return new Operation(update.ref(), status, START, status.isTerminal() ? END : null, 0, 0, false, details);
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, String marker) {
        int from = Integer.parseInt(marker);
        int to = (int) Math.min(recorded.size(), (long) from + pageSize);
        return new StatePage(recorded.subList(from, to), to < recorded.size() ? String.valueOf(to) : null);
    }
}
