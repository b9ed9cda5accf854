package dev.reprise.core;

import java.time.Duration;

/** The spans of time that can be asked for. Bounded, because a fold that computes an impossible instant would fail. */
public final class Durations {
    /** A hundred years. */
    public static final Duration LONGEST = Duration.ofDays(36_525);

    private Durations() {}

    /**
     * Checks for more than zero and at most {@link #LONGEST}.
     *
     * @param what what the duration is, as in "a wait"
     * @throws InvalidValue when it is not
     */
    public static void requirePositive(String what, Duration duration) {
        if (duration.isZero()) {
            throw new InvalidValue("Expected %s of more than zero, but found %s".formatted(what, duration));
        }
        requireNotNegative(what, duration);
    }

    /**
     * Checks for zero or more and at most {@link #LONGEST}.
     *
     * @param what what the duration is, as in "a retention"
     * @throws InvalidValue when it is not
     */
    public static void requireNotNegative(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new InvalidValue(
                    "Expected %s from zero to %d days, but found %s".formatted(what, LONGEST.toDays(), duration));
        }
    }
}
