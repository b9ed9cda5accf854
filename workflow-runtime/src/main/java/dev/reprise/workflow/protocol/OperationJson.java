package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes operations as the service shows them. Their order and change counters are not part of it. */
final class OperationJson {
    private OperationJson() {}

    static void writeList(JsonWriter out, List<Operation> operations, TimeFormat times) throws IOException {
        out.objects("Operations", operations, (o, operation) -> write(o, operation, times));
    }

    private static void write(JsonWriter out, Operation operation, TimeFormat times) throws IOException {
        var ref = operation.ref();
        out.text("Id", ref.id().value());
        out.text("ParentId", ref.parent() == null ? null : ref.parent().value());
        out.text("Name", ref.name());
        out.text("Type", operation.type().name());
        out.text("SubType", ref.subType());
        out.text("Status", operation.status().name());
        times.write(out, "StartTimestamp", operation.startedAt());
        var endedAt = operation.endedAt();
        if (endedAt != null) {
            times.write(out, "EndTimestamp", endedAt);
        }
        writeDetails(out, operation.details(), times);
    }

    private static void writeDetails(JsonWriter out, OperationDetails details, TimeFormat times) throws IOException {
        switch (details) {
            case ExecutionDetails execution ->
                out.object("ExecutionDetails", o -> o.payload("InputPayload", execution.input()));
            case StepDetails step -> out.object("StepDetails", o -> writeStep(o, step, times));
            case WaitDetails wait ->
                out.object("WaitDetails", o -> times.write(o, "ScheduledEndTimestamp", wait.scheduledEnd()));
            case CallbackDetails callback ->
                out.object("CallbackDetails", o -> {
                    o.text("CallbackId", callback.callbackId());
                    writeOutcome(o, callback.result(), callback.failure());
                });
            case ChainedInvokeDetails invoke ->
                out.object("ChainedInvokeDetails", o -> writeOutcome(o, invoke.result(), invoke.failure()));
            case ContextDetails context ->
                out.object("ContextDetails", o -> {
                    if (context.replayChildren()) {
                        o.flag("ReplayChildren", true);
                    }
                    writeOutcome(o, context.result(), context.failure());
                });
        }
    }

    private static void writeStep(JsonWriter out, StepDetails step, TimeFormat times) throws IOException {
        out.number("Attempt", step.attempt());
        var next = step.nextAttemptAt();
        if (next != null) {
            times.write(out, "NextAttemptTimestamp", next);
        }
        var elapsed = step.elapsed();
        if (elapsed != null) {
            out.number("ElapsedMillis", elapsed.toMillis());
        }
        writeOutcome(out, step.result(), step.failure());
    }

    private static void writeOutcome(JsonWriter out, @Nullable Payload result, @Nullable Failure failure)
            throws IOException {
        out.payload("Result", result);
        FailureJson.write(out, "Error", failure);
    }
}
