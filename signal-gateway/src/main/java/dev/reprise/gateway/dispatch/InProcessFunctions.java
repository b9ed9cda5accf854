package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.engine.Invocation;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.JudgedOutput;
import dev.reprise.workflow.spi.CheckpointClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The functions whose code is in this JVM. They get and give records, no JSON. Thread-safe. */
public final class InProcessFunctions {
    private final Map<String, FunctionDefinition<?, ?>> functions;
    private final CheckpointClient checkpoints;
    private final RuntimeOptions options;

    public InProcessFunctions(
            Map<String, FunctionDefinition<?, ?>> functions, CheckpointClient checkpoints, RuntimeOptions options) {
        this.functions = Map.copyOf(functions);
        this.checkpoints = checkpoints;
        this.options = options;
    }

    /** Their names. */
    public Set<String> names() {
        return new TreeSet<>(functions.keySet());
    }

    FunctionAnswer invoke(String name, InvocationEnvelope envelope) {
        var definition = functions.get(name);
        if (definition == null) {
            return FunctionAnswer.crashed(
                    "Function.NotFound",
                    "Expected a function hosted in this process as %s, but there are only %s".formatted(name, names()));
        }
        try {
            return new FunctionAnswer.Answered(
                    new JudgedOutput.Valid(Invocation.run(definition, envelope, checkpoints, options)));
        } catch (RuntimeException | Error e) {
            return new FunctionAnswer.Crashed(failure(e));
        }
    }

    private static Failure failure(Throwable thrown) {
        var frames = java.util.Arrays.stream(thrown.getStackTrace())
                .limit(20)
                .map(StackTraceElement::toString)
                .toList();
        return new Failure(thrown.getClass().getName(), thrown.getMessage(), null, frames);
    }
}
