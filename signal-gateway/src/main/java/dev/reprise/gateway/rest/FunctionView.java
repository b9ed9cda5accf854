package dev.reprise.gateway.rest;

import dev.reprise.gateway.application.RegisteredFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A registered function.
 *
 * @param name its name
 * @param version {@code $LATEST}, or the number of a published version
 * @param target where its code is: {@code inproc:NAME} or an {@code http(s)} URL
 * @param durable whether calling it starts an execution
 * @param executionTimeoutSeconds how long an execution may take in all
 * @param retentionDays how long an execution is kept after its end
 * @param maxConcurrency how many of its invocations a node runs at once
 * @param invocationTimeoutSeconds how long one invocation may take
 * @param maxFailures how many invocations in a row may fail before the execution does; 0 for any number
 * @param maxOperations how many operations an execution may have
 * @param maxBytes how many bytes of inputs, results and failures an execution may record
 */
@Schema(name = "Function")
public record FunctionView(
        String name,
        String version,
        String target,
        boolean durable,
        long executionTimeoutSeconds,
        long retentionDays,
        int maxConcurrency,
        long invocationTimeoutSeconds,
        int maxFailures,
        int maxOperations,
        long maxBytes) {
    static FunctionView of(RegisteredFunction function) {
        return new FunctionView(
                function.name(),
                function.version(),
                function.target().toString(),
                function.durable(),
                function.terms().timeout().toSeconds(),
                function.terms().retention().toDays(),
                function.maxConcurrency(),
                function.invocationTimeout().toSeconds(),
                function.terms().maxFailures(),
                function.terms().maxOperations(),
                function.terms().maxBytes());
    }
}
