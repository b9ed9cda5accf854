package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the protocol's messages as bytes of JSON. Reading throws {@link ProtocolViolation} for whatever is not
 * such a message, and nothing else. Any thread may call any method.
 */
public final class ProtocolJson {
    private static final int SHOWN_BYTES = 1_000;

    private ProtocolJson() {}

    // What a function is invoked with, and what it answers

    /** Writes what a function is invoked with. */
    public static byte[] writeEnvelope(InvocationEnvelope envelope) {
        return JsonWriter.message(out -> {
            out.text("DurableExecutionArn", envelope.executionArn());
            out.text("CheckpointToken", envelope.checkpointToken());
            out.object(
                    "InitialExecutionState",
                    o -> writeState(o, envelope.operations(), envelope.nextMarker(), TimeFormat.EPOCH_MILLIS));
            out.texts(
                    "UpdatedOperationIds",
                    envelope.updatedOperations().stream()
                            .map(OperationId::value)
                            .toList());
        });
    }

    /** Reads what a function is invoked with. */
    public static InvocationEnvelope readEnvelope(byte[] body) {
        return JsonReader.message(body, EnvelopeReader::read);
    }

    /** Writes what a function answers. */
    public static byte[] writeOutput(InvocationOutput output) {
        return JsonWriter.message(out -> {
            switch (output) {
                case InvocationOutput.Suspended ignored -> out.text("Status", "PENDING");
                case InvocationOutput.Succeeded succeeded -> {
                    out.text("Status", "SUCCEEDED");
                    out.payload("Result", succeeded.result());
                }
                case InvocationOutput.Failed failed -> {
                    out.text("Status", "FAILED");
                    FailureJson.write(out, "Error", failed.failure());
                }
            }
        });
    }

    /**
     * Judges what a function answered, whatever it is.
     *
     * @param maxResultBytes the largest result allowed, see {@link ProtocolLimits}
     */
    public static JudgedOutput readOutput(byte[] body, int maxResultBytes) {
        return OutputReader.judge(body, maxResultBytes);
    }

    // Checkpoints

    /** Writes a checkpoint. */
    public static byte[] writeCheckpointRequest(CheckpointRequest request) {
        return JsonWriter.message(out -> writeCheckpoint(out, request));
    }

    static void writeCheckpoint(JsonWriter out, CheckpointRequest request) throws IOException {
        out.text("CheckpointToken", request.checkpointToken());
        out.text("ClientToken", request.clientToken());
        if (!request.updates().isEmpty()) {
            out.objects("Updates", request.updates(), UpdateJson::write);
        }
    }

    /**
     * Reads a checkpoint and checks all that can be checked without knowing the execution.
     *
     * @param resolver finds what the name of a called function stands for
     */
    public static CheckpointRequest readCheckpointRequest(byte[] body, Function<String, InvokeTarget> resolver) {
        var request = JsonReader.message(body, CheckpointReader::read);
        return request.request(resolver);
    }

    /** Writes what a checkpoint is answered with. */
    public static byte[] writeCheckpointResponse(CheckpointResponse response) {
        return JsonWriter.message(out -> {
            out.text("CheckpointToken", response.checkpointToken());
            out.object(
                    "NewExecutionState",
                    o -> writeState(o, response.operations(), response.nextMarker(), TimeFormat.EPOCH_SECONDS));
        });
    }

    /** Reads what a checkpoint is answered with. */
    public static CheckpointResponse readCheckpointResponse(byte[] body) {
        return JsonReader.message(body, CheckpointReader::readResponse);
    }

    // State

    /** Writes a page of operations. */
    public static byte[] writeState(StatePage page) {
        return JsonWriter.message(
                out -> writeState(out, page.operations(), page.nextMarker(), TimeFormat.EPOCH_SECONDS));
    }

    /** Reads a page of operations. */
    public static StatePage readState(byte[] body) {
        return JsonReader.message(body, in -> {
            var state = StateReader.read(in, TimeFormat.EPOCH_SECONDS);
            in.requireShape();
            return state.page();
        });
    }

    private static void writeState(
            JsonWriter out, List<Operation> operations, @Nullable String nextMarker, TimeFormat times)
            throws IOException {
        OperationJson.writeList(out, operations, times);
        out.text("NextMarker", nextMarker);
    }

    // Failures

    /** Writes a bare error object. */
    public static byte[] writeFailure(Failure failure) {
        return JsonWriter.message(out -> FailureJson.write(out, failure));
    }

    /** Reads a bare error object; an empty body is a failure that says nothing. */
    public static Failure readFailure(byte[] body) {
        return body.length == 0 ? Failure.UNKNOWN : JsonReader.message(body, FailureJson::read);
    }

    /** Writes what a failed function call is answered with, as Lambda spells it. */
    public static byte[] writeFunctionError(Failure failure) {
        return JsonWriter.message(out -> FailureJson.writeFunctionError(out, failure));
    }

    /** Reads what a failed function call was answered with, whatever it is: from a crash, anything may come. */
    public static Failure readFunctionError(byte[] body) {
        try {
            return readFailure(body);
        } catch (ProtocolViolation notAnError) {
            var text = new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8);
            return Failure.of("Unhandled", text);
        }
    }

    /** Writes the body of a refusal, as every call of the service may answer. */
    public static byte[] writeErrorMessage(String message) {
        return JsonWriter.message(out -> {
            out.text("Type", "User");
            out.text("message", message);
        });
    }

    /** Reads the sentence in the body of a refusal; when it is none, the beginning of the body itself. */
    public static String readErrorMessage(byte[] body) {
        var read = new StringBuilder();
        try {
            JsonReader.message(body, in -> {
                in.object(name -> {
                    switch (name) {
                        case "message", "Message" -> read.append(in.text());
                        default -> in.skip();
                    }
                });
                return read;
            });
        } catch (ProtocolViolation notOurs) {
            return new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8);
        }
        return read.toString();
    }
}
