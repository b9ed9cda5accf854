package dev.reprise.gateway.dispatch;

import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invokes a function where its code is, within its time. Thread-safe. */
final class Invoker {
    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

    /** A function that keeps its own time answers a little later than that. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final InProcessFunctions inProcess;
    private final HttpFunctions http;
    private final LambdaFunctions lambda;

    Invoker(InProcessFunctions inProcess, HttpFunctions http, LambdaFunctions lambda) {
        this.inProcess = inProcess;
        this.http = http;
        this.lambda = lambda;
    }

    /** How long invoking a function is sure to be refused, so that nothing need be prepared; zero when it is to be tried. */
    Duration pause(RegisteredFunction function) {
        return function.target() instanceof FunctionTarget.Lambda target ? lambda.pause(target) : Duration.ZERO;
    }

    FunctionAnswer invoke(RegisteredFunction function, InvocationEnvelope envelope, InvocationContext context)
            throws InterruptedException {
        var allowed = function.invocationTimeout();
        try {
            return Lease.call("invoke-" + function.name(), allowed.plus(MARGIN), () -> switch (function.target()) {
                case FunctionTarget.InProcess target -> inProcess.invoke(target.name(), envelope, context.inProcess());
                case FunctionTarget.Http target -> http.invoke(target.uri(), envelope, context);
                case FunctionTarget.Lambda target -> invoke(target, envelope, context, allowed);
                case FunctionTarget.Tasks target -> TaskWatch.moved(function.name());
            });
        } catch (TimeoutException e) {
            return FunctionAnswer.crashed(
                    "Sandbox.Timedout",
                    "Expected %s to answer within %d seconds, but it did not"
                            .formatted(function.target(), allowed.toSeconds()));
        } catch (ExecutionException e) {
            LOG.error("Invoking {} failed for a reason that nobody foresaw", function.name(), e.getCause());
            return FunctionAnswer.crashed("Function.Error", String.valueOf(e.getCause()));
        }
    }

    private FunctionAnswer invoke(
            FunctionTarget.Lambda target, InvocationEnvelope envelope, InvocationContext context, Duration allowed)
            throws InterruptedException {
        return switch (lambda.invoke(target, ProtocolJson.writeEnvelope(envelope), context, allowed)) {
            case LambdaReply.Taken taken -> FunctionAnswer.of(taken.answer());
            case LambdaReply.NotTaken later -> new FunctionAnswer.NotTaken(later.pause());
        };
    }
}
