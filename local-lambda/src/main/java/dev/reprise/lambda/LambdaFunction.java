package dev.reprise.lambda;

import java.time.Duration;

/**
 * A function as Lambda knows it.
 *
 * @param name its name
 * @param timeout how long an invocation may take; the time until the process asks for its first one is not part of it
 * @param concurrency how many invocations may run at once; more are throttled
 * @param runtime what runs it
 */
public record LambdaFunction(String name, Duration timeout, int concurrency, FunctionRuntime runtime) {
    /** A function whose invocations take up to a minute, ten at once. */
    public LambdaFunction(String name, FunctionRuntime runtime) {
        this(name, Duration.ofMinutes(1), 10, runtime);
    }

    /** With another timeout. */
    public LambdaFunction timeout(Duration other) {
        return new LambdaFunction(name, other, concurrency, runtime);
    }

    /** With another limit of invocations at once. */
    public LambdaFunction concurrency(int other) {
        return new LambdaFunction(name, timeout, other, runtime);
    }
}
