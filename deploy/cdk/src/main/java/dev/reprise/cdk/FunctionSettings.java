package dev.reprise.cdk;

import java.util.Objects;
import software.amazon.awscdk.services.lambda.Code;

/**
 * What one function is like. Numbers may be parameters of a template.
 *
 * @param name in Lambda and in Reprise, 1 to 64 letters, digits, {@code -} and {@code _}
 * @param code its {@code function.zip}
 * @param release anything that is new publishes a version, and the alias moves to it
 * @param timeoutSeconds how long one invocation may take, up to 900; an execution may take a year whatever this is
 * @param maxConcurrency how many invocations each node of the service runs at once
 * @param provisionedConcurrency how many processes stay warm, and are paid for; at least 1
 * @param retentionDays how long ended executions and logs are kept, up to 90, of the numbers that CloudWatch takes
 */
public record FunctionSettings(
        String name,
        Code code,
        String release,
        Number timeoutSeconds,
        Number maxConcurrency,
        Number provisionedConcurrency,
        Number retentionDays) {
    public FunctionSettings {
        Objects.requireNonNull(name);
        Objects.requireNonNull(code);
        Objects.requireNonNull(release);
        Objects.requireNonNull(timeoutSeconds);
        Objects.requireNonNull(maxConcurrency);
        Objects.requireNonNull(provisionedConcurrency);
        Objects.requireNonNull(retentionDays);
    }

    /** A minute for each invocation, 50 at once on each node, one of them warm, and everything kept for 90 days. */
    public static FunctionSettings of(String name, Code code, String release) {
        return new FunctionSettings(name, code, release, 60, 50, 1, 90);
    }
}
