package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.host.UnknownFunction;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.JudgedOutput;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.InvocationContext;
import java.util.Arrays;

/** The functions whose code is in this JVM. They get and give records, no JSON. Thread-safe. */
public final class InProcessFunctions {
    private static final int SHOWN_FRAMES = 20;

    private final FunctionHost host;
    private final CheckpointClient checkpoints;

    public InProcessFunctions(FunctionHost host, CheckpointClient checkpoints) {
        this.host = host;
        this.checkpoints = checkpoints;
    }

    FunctionAnswer invoke(String name, InvocationEnvelope envelope, InvocationContext context) {
        try {
            return new FunctionAnswer.Answered(
                    new JudgedOutput.Valid(host.invoke(name, envelope, checkpoints, context)));
        } catch (UnknownFunction e) {
            return FunctionAnswer.crashed("Function.NotFound", String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return new FunctionAnswer.Crashed(failure(e));
        }
    }

    private static Failure failure(Throwable thrown) {
        var frames = Arrays.stream(thrown.getStackTrace())
                .limit(SHOWN_FRAMES)
                .map(StackTraceElement::toString)
                .toList();
        return new Failure(thrown.getClass().getName(), thrown.getMessage(), null, frames);
    }
}
