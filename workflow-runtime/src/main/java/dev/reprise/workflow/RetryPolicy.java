package dev.reprise.workflow;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.retry.Backoff;
import java.time.Duration;
import java.util.List;

/**
 * What follows a failed attempt of a step. Immutable; each method gives a changed copy.
 *
 * @param maxAttempts how many attempts there are in all, at least 1
 * @param backoff the pauses between them
 * @param neverRetried exceptions that end the step at once, with their subclasses
 */
public record RetryPolicy(int maxAttempts, Backoff backoff, List<Class<? extends Throwable>> neverRetried)
        implements StepSettings {
    private static final Duration DEFAULT_CAP = Duration.ofMinutes(5);

    /** Three attempts, after pauses of 1 and 2 seconds: enough for a hiccup, soon over for a bug. */
    public static final RetryPolicy DEFAULT = exponential(3, Duration.ofSeconds(1));

    /** One attempt. */
    public static final RetryPolicy NONE = exponential(1, Duration.ofSeconds(1));

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new InvalidValue("Expected at least one attempt, but found " + maxAttempts);
        }
        neverRetried = List.copyOf(neverRetried);
    }

    /**
     * Pauses that double from one to the next, up to five minutes or the first one if that is longer; no jitter.
     *
     * @param maxAttempts how many attempts there are in all, at least 1
     * @param firstInterval the pause after the first failure, at least a millisecond
     */
    public static RetryPolicy exponential(int maxAttempts, Duration firstInterval) {
        var cap = firstInterval.compareTo(DEFAULT_CAP) > 0 ? firstInterval : DEFAULT_CAP;
        return new RetryPolicy(maxAttempts, new Backoff(firstInterval, 2, cap, 0), List.of());
    }

    /** With pauses that grow by this factor, at least 1. */
    public RetryPolicy factor(double factor) {
        return with(new Backoff(backoff.first(), factor, backoff.cap(), backoff.jitter()));
    }

    /** With no pause longer than this. */
    public RetryPolicy cap(Duration cap) {
        return with(new Backoff(backoff.first(), backoff.factor(), cap, backoff.jitter()));
    }

    /** With this part of each pause, from 0 to 1, left to chance. */
    public RetryPolicy jitter(double jitter) {
        return with(new Backoff(backoff.first(), backoff.factor(), backoff.cap(), jitter));
    }

    /** With these exceptions, and their subclasses, ending the step at once. */
    @SafeVarargs
    public final RetryPolicy never(Class<? extends Throwable>... types) {
        return new RetryPolicy(maxAttempts, backoff, List.of(types));
    }

    /** Whether another attempt follows a failure. */
    public boolean retries(Throwable failure, int attempt) {
        return attempt < maxAttempts && neverRetried.stream().noneMatch(type -> type.isInstance(failure));
    }

    @Override
    public StepOptions options() {
        return StepOptions.DEFAULT.retry(this);
    }

    private RetryPolicy with(Backoff other) {
        return new RetryPolicy(maxAttempts, other, neverRetried);
    }
}
