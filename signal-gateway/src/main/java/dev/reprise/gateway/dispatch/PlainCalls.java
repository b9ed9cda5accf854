package dev.reprise.gateway.dispatch;

import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.RegisteredFunction;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Calls plain functions where they are, within their time. */
final class PlainCalls implements PlainFunctions {
    private final HttpFunctions http;
    private final InvocationContexts contexts;

    PlainCalls(HttpFunctions http, InvocationContexts contexts) {
        this.http = http;
        this.contexts = contexts;
    }

    @Override
    public Answer call(RegisteredFunction function, byte[] input, Caller caller)
            throws InterruptedException, TimeoutException {
        return switch (function.target()) {
            case FunctionTarget.Http target -> call(function, target.uri(), input, caller);
            case FunctionTarget.InProcess target ->
                HttpFunctions.failed(
                        "InvalidParameterValueException",
                        "Expected a plain function to be behind a URL, but %s is %s: functions in the process are durable"
                                .formatted(function.name(), target));
        };
    }

    private Answer call(RegisteredFunction function, URI uri, byte[] input, Caller caller)
            throws InterruptedException, TimeoutException {
        var context = contexts.next(function, caller);
        try {
            return Lease.call(
                    "call-" + function.name(), function.invocationTimeout(), () -> http.post(uri, input, context));
        } catch (ExecutionException e) {
            return HttpFunctions.failed("Function.Error", String.valueOf(e.getCause()));
        }
    }
}
