package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.FunctionName;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.protocol.TraceHeader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function (protocol reference, section 2.8): a durable one by starting an execution, a plain one by running it. A
 * payload that says so is a signal for an execution that runs.
 */
final class Invoke implements ApiOperation {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]+");
    private static final Pattern TENANT = Pattern.compile("[a-zA-Z0-9._:/=+\\-@ ]+");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final NamedFunctions functions;
    private final InvokeDurable durable;
    private final InvokePlain plain;
    private final InvokeSignal signal;

    Invoke(NamedFunctions functions, InvokeDurable durable, InvokePlain plain, InvokeSignal signal) {
        this.functions = functions;
        this.durable = durable;
        this.plain = plain;
        this.signal = signal;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var written = NamedFunctions.Written.in(parameters);
        var type = parameters.header(
                "X-Amz-Invocation-Type", "invocationType", InvocationType.REQUEST_RESPONSE, InvocationType.values());
        var executionName = parameters.header("X-Amz-Durable-Execution-Name", "durableExecutionName", 64, NAME);
        var tenant = parameters.header("X-Amz-Tenant-Id", "tenantId", 256, TENANT);
        parameters.requireShape();
        var name = written.name();
        var function = functions.require(name);
        var payload = InvokePayload.read(request.body(), type.maxPayloadBytes());
        var caller = new Caller(
                TraceHeader.given(
                        request.headers().first("traceparent"),
                        request.headers().first("X-Amzn-Trace-Id")),
                tenant);
        var invocation = new Invocation(
                function, type, executionName(request, executionName), payload.payload(), caller, request.gone());
        if (payload.isSignal() && function.durable()) {
            return signal.answer(invocation);
        }
        requireCallable(name, function, executionName);
        if (type == InvocationType.DRY_RUN) {
            return InvokeAnswers.possible();
        }
        return function.durable() ? durable.answer(invocation) : plain.answer(invocation);
    }

    private static void requireCallable(
            FunctionName name, RegisteredFunction function, @Nullable String executionName) {
        if (function.durable() && name.qualifier() == null) {
            throw AwsError.INVALID_PARAMETER_VALUE.refusal(CallTargets.UNQUALIFIED);
        }
        if (!function.durable() && executionName != null) {
            throw AwsError.INVALID_PARAMETER_VALUE.refusal(
                    "Expected a durable function, because X-Amz-Durable-Execution-Name was given, but %s is a plain one"
                            .formatted(function.name()));
        }
    }

    /**
     * The name that the caller wants, or what SDKs send along with all tries of one call: the call whose answer was lost
     * then starts nothing twice.
     */
    private static @Nullable String executionName(ApiRequest request, @Nullable String given) {
        var call = request.headers().first("amz-sdk-invocation-id");
        return given == null && call != null && WORD.matcher(call).matches() ? call : given;
    }
}
