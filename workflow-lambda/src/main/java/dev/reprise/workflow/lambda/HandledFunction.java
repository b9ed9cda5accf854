package dev.reprise.workflow.lambda;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.spi.CheckpointClient;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one function that this process handles, each invocation in a request scope of its own and within its time. */
@Singleton
final class HandledFunction {
    private final FunctionHost functions;
    private final CheckpointClient service;
    private final String name;

    HandledFunction(FunctionHost functions, CheckpointClient service, LambdaConfig config) {
        this.functions = functions;
        this.service = service;
        name = Handled.name(functions, config.function());
    }

    String name() {
        return name;
    }

    InvocationOutput run(InvocationEnvelope envelope, TimeLeft time) throws InterruptedException {
        var deadline = InstantSource.system().instant().plus(time.allowed());
        var patient = time.isKnown() ? service.until(deadline.minus(time.grace())) : service;
        return TimedCall.call("function '" + name + "'", time.allowed(), time.grace(), () -> {
            var scope = Arc.requireContainer().requestContext();
            scope.activate();
            try {
                return functions.invoke(name, envelope, patient, deadline);
            } finally {
                scope.terminate();
            }
        });
    }
}
