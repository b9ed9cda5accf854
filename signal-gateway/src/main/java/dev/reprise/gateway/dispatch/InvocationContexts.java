package dev.reprise.gateway.dispatch;

import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.lambda.ExecutionArns;
import java.time.InstantSource;
import java.util.UUID;

/** Makes what functions are told about their invocations. Thread-safe. */
final class InvocationContexts {
    private final ExecutionArns arns;
    private final InstantSource clock;

    InvocationContexts(ExecutionArns arns, InstantSource clock) {
        this.arns = arns;
        this.clock = clock;
    }

    /** For an invocation that begins now, under an id of its own. */
    InvocationContext next(RegisteredFunction function, Caller caller) {
        return of(function, UUID.randomUUID().toString(), caller);
    }

    /** For an invocation that begins now. */
    InvocationContext of(RegisteredFunction function, String requestId, Caller caller) {
        return new InvocationContext(
                requestId,
                clock.instant().plus(function.invocationTimeout()),
                arns.function(function.name(), function.version()),
                caller.traceParent(),
                caller.tenantId());
    }
}
