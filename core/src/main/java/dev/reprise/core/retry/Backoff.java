package dev.reprise.core.retry;

import dev.reprise.core.InvalidValue;
import java.time.Duration;

/**
 * Delays that grow by a factor up to a cap.
 *
 * @param first the delay after the first failure, more than zero
 * @param factor by how much each delay exceeds the one before, at least 1
 * @param cap the longest delay, at least the first
 * @param jitter which part of a delay is left to chance, from 0 for none to 1 for all of it
 */
public record Backoff(Duration first, double factor, Duration cap, double jitter) {
    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new InvalidValue("Expected a first delay of more than zero, but found " + first);
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new InvalidValue("Expected a backoff factor of at least 1, but found " + factor);
        }
        if (cap.compareTo(first) < 0) {
            throw new InvalidValue(
                    "Expected a cap of at least the first delay, %s, but found %s".formatted(first, cap));
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new InvalidValue("Expected a jitter from 0 to 1, but found " + jitter);
        }
    }

    /**
     * The delay after a failure.
     *
     * @param failures how many failures there have been, from 1
     * @param chance a number from 0 (inclusive) to 1 (exclusive); the same number gives the same delay
     * @return whole milliseconds, at least one
     */
    public Duration delayAfter(int failures, double chance) {
        // Multiplied step by step: unlike Math.pow this gives the same bits on every machine, and a fold must.
        double millis = first.toMillis();
        double most = cap.toMillis();
        for (int i = 1; i < failures && millis < most; i++) {
            millis *= factor;
        }
        millis = Math.min(millis, most);
        return Duration.ofMillis(Math.max(1, (long) (millis * (1 - jitter * chance))));
    }
}
