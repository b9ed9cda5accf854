package dev.reprise.gateway.dispatch;

import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.RegisteredFunction;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Calls plain functions where they are, within their time. */
final class PlainCalls implements PlainFunctions {
    private final HttpFunctions http;
    private final LambdaFunctions lambda;
    private final InvocationContexts contexts;

    PlainCalls(HttpFunctions http, LambdaFunctions lambda, InvocationContexts contexts) {
        this.http = http;
        this.lambda = lambda;
        this.contexts = contexts;
    }

    @Override
    public Answer call(RegisteredFunction function, byte[] input, Caller caller)
            throws InterruptedException, TimeoutException {
        return switch (function.target()) {
            case FunctionTarget.Http target ->
                call(function, caller, context -> http.post(target.uri(), input, context));
            case FunctionTarget.Lambda target ->
                call(function, caller, context -> whenTaken(function, target, input, context));
            case FunctionTarget.InProcess target -> onlyDurable(function);
            case FunctionTarget.Tasks target -> onlyDurable(function);
        };
    }

    private static Answer onlyDurable(RegisteredFunction function) {
        return HttpFunctions.failed(
                "InvalidParameterValueException",
                "Expected a plain function to be behind a URL or in Lambda, but %s is %s: functions there are durable"
                        .formatted(function.name(), function.target()));
    }

    private interface Call {
        Answer in(InvocationContext context) throws InterruptedException;
    }

    /** Whoever calls waits meanwhile, so there is no waiting beyond the call's own time. */
    private Answer whenTaken(
            RegisteredFunction function, FunctionTarget.Lambda target, byte[] input, InvocationContext context)
            throws InterruptedException {
        var left = function.invocationTimeout();
        while (true) {
            switch (lambda.invoke(target, input, context, function.invocationTimeout())) {
                case LambdaReply.Taken taken -> {
                    return taken.answer();
                }
                case LambdaReply.NotTaken later -> {
                    left = left.minus(later.pause());
                    if (!left.isPositive()) {
                        return HttpFunctions.failed(later.why());
                    }
                    Thread.sleep(later.pause());
                }
            }
        }
    }

    private Answer call(RegisteredFunction function, Caller caller, Call call)
            throws InterruptedException, TimeoutException {
        var context = contexts.next(function, caller);
        try {
            return Lease.call("call-" + function.name(), function.invocationTimeout(), () -> call.in(context));
        } catch (ExecutionException e) {
            return HttpFunctions.failed("Function.Error", String.valueOf(e.getCause()));
        }
    }
}
