package dev.reprise.gateway.lambda;

import dev.reprise.core.Failure;
import dev.reprise.gateway.application.BackgroundCalls;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.util.concurrent.TimeoutException;

/** Calls plain functions: once for a caller who waits, in the background for one who does not. Thread-safe. */
final class InvokePlain {
    private final PlainFunctions functions;
    private final BackgroundCalls background;

    InvokePlain(PlainFunctions functions, BackgroundCalls background) {
        this.functions = functions;
        this.background = background;
    }

    Answer answer(Invocation invocation) {
        var answer = invocation.type() == InvocationType.EVENT ? begin(invocation) : call(invocation);
        return InvokeAnswers.withVersion(answer, invocation.function().version());
    }

    private Answer begin(Invocation invocation) {
        if (!background.begin(invocation.function(), invocation.payload().utf8(), invocation.caller())) {
            throw new Refusal(AwsError.TOO_MANY_REQUESTS
                    .answer("Too many calls of plain functions are under way that nobody waits for")
                    .with("Retry-After", "1"));
        }
        return InvokeAnswers.accepted();
    }

    private Answer call(Invocation invocation) {
        var function = invocation.function();
        try {
            return switch (functions.call(function, invocation.payload().utf8(), invocation.caller())) {
                case PlainFunctions.Answer.Returned returned -> returned(returned.body());
                case PlainFunctions.Answer.Failed failed -> InvokeAnswers.failed(failed.body());
            };
        } catch (TimeoutException e) {
            return failed(
                    "Sandbox.Timedout",
                    "Task timed out after %d seconds"
                            .formatted(function.invocationTimeout().toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AwsError.UNAVAILABLE.answer("The node is shutting down");
        }
    }

    private static Answer returned(byte[] body) {
        return body.length <= ProtocolLimits.OUTPUT_BYTES
                ? InvokeAnswers.returned(body)
                : failed(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (%d bytes)."
                                .formatted(ProtocolLimits.OUTPUT_BYTES));
    }

    private static Answer failed(String type, String message) {
        return InvokeAnswers.failed(ProtocolJson.writeFunctionError(Failure.of(type, message)));
    }
}
