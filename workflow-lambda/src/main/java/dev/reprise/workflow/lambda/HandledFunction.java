package dev.reprise.workflow.lambda;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.InvocationContext;
import io.quarkus.arc.Arc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one function that this process handles, each invocation in a request scope of its own and within its time. */
@Singleton
final class HandledFunction {
    private final FunctionHost functions;
    private final CheckpointClient service;
    private final UnaryOperator<Callable<InvocationOutput>> scope;
    private final String name;

    @Inject
    HandledFunction(FunctionHost functions, CheckpointClient service, LambdaConfig config) {
        this(functions, service, config, HandledFunction::inRequestScope);
    }

    /**
     * For tests without a container.
     *
     * @param scope what surrounds each invocation
     */
    HandledFunction(
            FunctionHost functions,
            CheckpointClient service,
            LambdaConfig config,
            UnaryOperator<Callable<InvocationOutput>> scope) {
        this.functions = functions;
        this.scope = scope;
        this.service = service;
        name = Handled.name(functions, config.function());
    }

    String name() {
        return name;
    }

    /**
     * Runs an invocation.
     *
     * @param time how much there is of it
     * @param requestId its id in Lambda's words
     * @param traceParent the W3C trace context that it is part of; null for none
     */
    InvocationOutput run(InvocationEnvelope envelope, TimeLeft time, String requestId, @Nullable String traceParent)
            throws InterruptedException {
        var deadline = InstantSource.system().instant().plus(time.allowed());
        var context = new InvocationContext(requestId, traceParent, deadline);
        var patient = time.isKnown() ? service.until(deadline.minus(time.grace())) : service;
        return TimedCall.call(
                "function '" + name + "'",
                time.allowed(),
                time.grace(),
                scope.apply(() -> functions.invoke(name, envelope, patient, context)));
    }

    private static Callable<InvocationOutput> inRequestScope(Callable<InvocationOutput> call) {
        return () -> {
            var scope = Arc.requireContainer().requestContext();
            scope.activate();
            try {
                return call.call();
            } finally {
                scope.terminate();
            }
        };
    }
}
