package dev.reprise.gateway.rest;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.Terms;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a function is to be registered. All but the target may be left out.
 *
 * @param target where its code is: {@code inproc:NAME}, an {@code http(s)} URL that takes POST, {@code lambda:ARN}, or
 *     {@code tasks} for code that takes its invocations from the topic {@code reprise.tasks.FUNCTION}
 * @param durable whether calling it starts an execution; yes unless said otherwise
 * @param executionTimeoutSeconds how long an execution may take in all, 1 to 31622400
 * @param retentionDays how long an execution is kept after its end, 1 to 90
 * @param maxConcurrency how many of its invocations a node runs at once, at least 1
 * @param invocationTimeoutSeconds how long one invocation may take, 1 to 86400
 * @param maxFailures how many invocations in a row may fail before the execution does; 0 for any number
 * @param maxOperations how many operations an execution may have, at least 1
 * @param maxBytes how many bytes of inputs, results and failures an execution may record, at least 1
 */
@Schema(name = "FunctionRegistration")
public record FunctionRegistration(
        @Schema(required = true, examples = "http://127.0.0.1:9000/") @Nullable
        String target,

        @Nullable Boolean durable,
        @Nullable Long executionTimeoutSeconds,
        @Nullable Long retentionDays,
        @Nullable Integer maxConcurrency,
        @Nullable Long invocationTimeoutSeconds,
        @Nullable Integer maxFailures,
        @Nullable Integer maxOperations,
        @Nullable Long maxBytes) {
    RegisteredFunction as(String name) {
        if (target == null) {
            throw new InvalidValue(
                    "Expected a member 'target' such as inproc:NAME, lambda:ARN, tasks or http://host:port/path, but found none");
        }
        var usual = RegisteredFunction.durable(name, FunctionTarget.parse(target));
        return new RegisteredFunction(
                name,
                usual.version(),
                usual.target(),
                or(durable, usual.durable()),
                terms(usual.terms()),
                or(maxConcurrency, usual.maxConcurrency()),
                invocationTimeoutSeconds == null
                        ? usual.invocationTimeout()
                        : Duration.ofSeconds(invocationTimeoutSeconds));
    }

    private Terms terms(Terms usual) {
        return new Terms(
                executionTimeoutSeconds == null ? usual.timeout() : Duration.ofSeconds(executionTimeoutSeconds),
                retentionDays == null ? usual.retention() : days(retentionDays),
                or(maxOperations, usual.maxOperations()),
                or(maxBytes, usual.maxBytes()),
                usual.maxResultBytes(),
                or(maxFailures, usual.maxFailures()));
    }

    private static Duration days(long days) {
        return Duration.ofDays(Math.clamp(days, -1, 1_000_000)); // what is out of range stays so, without overflow
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
