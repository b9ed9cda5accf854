package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls plain functions for chained invokes (protocol reference, section 5.7). Thread-safe. */
final class CalledFunctions {
    private static final Payload NO_INPUT = Payload.of("{}");

    private final PlainFunctions functions;

    CalledFunctions(PlainFunctions functions) {
        this.functions = functions;
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
    Result call(RegisteredFunction function, @Nullable Payload input, Caller caller) throws InterruptedException {
        try {
            return switch (functions.call(function, (input == null ? NO_INPUT : input).utf8(), caller)) {
                case PlainFunctions.Answer.Returned returned -> returned(returned.body());
                case PlainFunctions.Answer.Failed failed -> new Result(OperationStatus.FAILED, null, failed.failure());
            };
        } catch (TimeoutException e) {
            return new Result(
                    OperationStatus.TIMED_OUT,
                    null,
                    Failure.of(
                            "ChainedInvoke.Timeout",
                            "CHAINED_INVOKE timed out after %d seconds."
                                    .formatted(function.invocationTimeout().toSeconds())));
        }
    }

    private static Result returned(byte[] body) {
        if (body.length > ProtocolLimits.ASYNC_OUTPUT_BYTES) {
            return Result.failed(
                    "InvalidParameterValueException",
                    "CHAINED_INVOKE output payload size must be less than or equal to 1048576 bytes.");
        }
        return isUtf8(body)
                ? new Result(OperationStatus.SUCCEEDED, Payload.ofUtf8(body), null)
                : Result.failed(
                        "InvalidParameterValueException", "CHAINED_INVOKE response could not be decoded as UTF-8.");
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
