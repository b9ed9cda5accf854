package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls plain functions for chained invokes (protocol reference, section 5.7). Thread-safe. */
final class PlainCalls {
    private static final Payload NO_INPUT = Payload.of("{}");

    private final HttpFunctions http;

    PlainCalls(HttpFunctions http) {
        this.http = http;
    }

    /**
     * How a call went.
     *
     * @param status SUCCEEDED, FAILED or TIMED_OUT
     */
    record Result(
            OperationStatus status,
            @Nullable Payload result,
            @Nullable Failure failure) {
        static Result failed(String type, String message) {
            return new Result(OperationStatus.FAILED, null, Failure.of(type, message));
        }
    }

    /** Calls a function once and waits for its answer. */
    Result call(@Nullable RegisteredFunction function, String name, @Nullable Payload input)
            throws InterruptedException {
        if (function == null) {
            return Result.failed("ResourceNotFoundException", "Function not found: " + name);
        }
        return switch (function.target()) {
            case FunctionTarget.Http target -> call(function, target.uri(), input == null ? NO_INPUT : input);
            case FunctionTarget.InProcess target ->
                Result.failed(
                        "InvalidParameterValueException",
                        "Expected a plain function to be behind a URL, but %s is %s: functions in the process are durable"
                                .formatted(name, target));
        };
    }

    private Result call(RegisteredFunction function, URI uri, Payload input) throws InterruptedException {
        var allowed = function.invocationTimeout();
        try {
            return Lease.call(
                    "call-" + function.name(),
                    allowed,
                    () -> result(http.post(uri, input.utf8(), UUID.randomUUID().toString())));
        } catch (TimeoutException e) {
            return new Result(
                    OperationStatus.TIMED_OUT,
                    null,
                    Failure.of(
                            "ChainedInvoke.Timeout",
                            "CHAINED_INVOKE timed out after %d seconds.".formatted(allowed.toSeconds())));
        } catch (ExecutionException e) {
            return Result.failed("Function.Error", String.valueOf(e.getCause()));
        }
    }

    private static Result result(HttpFunctions.Reply reply) {
        return switch (reply) {
            case HttpFunctions.Reply.Error error -> new Result(OperationStatus.FAILED, null, error.failure());
            case HttpFunctions.Reply.Body body
            when body.bytes().length > ProtocolLimits.CALL_INPUT_BYTES ->
                Result.failed(
                        "InvalidParameterValueException",
                        "CHAINED_INVOKE output payload size must be less than or equal to 1048576 bytes.");
            case HttpFunctions.Reply.Body body
            when !isUtf8(body.bytes()) ->
                Result.failed(
                        "InvalidParameterValueException", "CHAINED_INVOKE response could not be decoded as UTF-8.");
            case HttpFunctions.Reply.Body body ->
                new Result(OperationStatus.SUCCEEDED, Payload.ofUtf8(body.bytes()), null);
        };
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
