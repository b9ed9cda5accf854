package dev.reprise.gateway.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.SignalOutcome;
import dev.reprise.streams.Journal;
import dev.reprise.workflow.protocol.JsonFault;
import dev.reprise.workflow.protocol.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Signals sent by invoking a function: the payload is {@code {"_durable_signal": {"execution_id", "signal_name",
 * "payload"}}}, with an optional {@code signal_id} that makes a repeated signal count once. Thread-safe.
 */
final class InvokeSignal {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_SIGNAL_ID = 256;

    private final SendSignal signals;
    private final Journal journal;
    private final ExecutionArns arns;

    InvokeSignal(SendSignal signals, Journal journal, ExecutionArns arns) {
        this.signals = signals;
        this.journal = journal;
        this.arns = arns;
    }

    /**
     * A signal as it was written.
     *
     * @param written how the execution is named, by its id or its ARN
     * @param execution the id in it, or null when it can be none of ours
     */
    private record Read(
            String written,
            @Nullable ExecutionId execution,
            SignalName name,
            @Nullable String id,
            Payload payload) {}

    Answer answer(Invocation invocation) {
        var signal = read(invocation.payload());
        var execution = find(invocation, signal);
        if (invocation.type() == InvocationType.DRY_RUN) {
            return InvokeAnswers.possible();
        }
        var answer = switch (signals.send(execution.id(), signal.name(), signal.id(), signal.payload())) {
            case SignalOutcome.Accepted accepted -> done(invocation, accepted.buffered(), false);
            case SignalOutcome.Repeated ignored -> done(invocation, false, true);
            case SignalOutcome.UnknownExecution ignored -> throw unknown(signal.written());
            case SignalOutcome.ExecutionFinished ignored ->
                throw AwsError.RESOURCE_CONFLICT.refusal(
                        "Expected execution %s to run, but it has ended".formatted(signal.written()));
            case SignalOutcome.BufferFull ignored ->
                throw AwsError.TOO_MANY_REQUESTS.refusal(
                        "Too many signals wait for execution %s".formatted(signal.written()));
            case SignalOutcome.PayloadTooLarge large ->
                throw AwsError.REQUEST_TOO_LARGE.refusal("Expected a signal's payload of at most %d bytes, but found %d"
                        .formatted(large.maxBytes(), large.bytes()));
        };
        return InvokeAnswers.withExecution(InvokeAnswers.withVersion(answer, execution.version()), arns.arn(execution));
    }

    private static Answer done(Invocation invocation, boolean buffered, boolean repeated) {
        return invocation.type() == InvocationType.EVENT
                ? InvokeAnswers.accepted()
                : InvokeAnswers.returned(JsonWriter.message(out -> {
                    out.flag("buffered", buffered);
                    out.flag("repeated", repeated);
                }));
    }

    /** The execution, which must be one of the function that was invoked. */
    private Execution find(Invocation invocation, Read signal) {
        var id = signal.execution();
        var header = id == null ? null : journal.execution(id);
        if (header == null
                || !header.key().function().equals(invocation.function().name())) {
            throw unknown(signal.written());
        }
        return header;
    }

    private static Refusal unknown(String execution) {
        return AwsError.RESOURCE_NOT_FOUND.refusal(
                "Expected an execution of the function that is invoked, but found none with the id %s; or it was purged after its retention"
                        .formatted(execution));
    }

    private static Read read(Payload payload) {
        try {
            var signal = JSON.readTree(payload.utf8()).path(InvokePayload.SIGNAL);
            var content = signal.get("payload");
            var execution = text(signal, "execution_id");
            return new Read(
                    execution,
                    executionId(execution),
                    new SignalName(text(signal, "signal_name")),
                    signal.has("signal_id") ? signalId(signal) : null,
                    content == null ? Payload.of("null") : Payload.ofUtf8(JSON.writeValueAsBytes(content)));
        } catch (JsonProcessingException e) {
            throw AwsError.INVALID_REQUEST_CONTENT.refusal(JsonFault.of(e));
        } catch (IOException e) {
            throw new IllegalStateException("Expected bytes in memory to be readable", e);
        } catch (InvalidValue e) {
            throw AwsError.INVALID_REQUEST_CONTENT.refusal(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable ExecutionId executionId(String written) {
        var arn = ExecutionArn.parse(written);
        return arn == null ? ExecutionId.parse(written) : arn.execution();
    }

    private static String signalId(JsonNode signal) {
        var id = text(signal, "signal_id");
        if (id.isEmpty() || id.length() > MAX_SIGNAL_ID) {
            throw new InvalidValue(
                    "Expected a signal_id of 1 to %d characters, but found %d".formatted(MAX_SIGNAL_ID, id.length()));
        }
        return id;
    }

    private static String text(JsonNode signal, String member) {
        var value = signal.path(member);
        if (!value.isTextual()) {
            throw new InvalidValue("Expected %s with execution_id and signal_name as texts, but found %s"
                    .formatted(
                            InvokePayload.SIGNAL,
                            value.isMissingNode() ? "no " + member : member + " of another type"));
        }
        return value.asText();
    }
}
