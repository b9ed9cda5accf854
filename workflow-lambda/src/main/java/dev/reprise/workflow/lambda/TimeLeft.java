package dev.reprise.workflow.lambda;

import java.time.Duration;

/**
 * How much of an invocation's time is for the function, and how much for leaving.
 *
 * @param allowed until the function must leave
 * @param grace until what has been told to leave is given up; the rest is for the answer
 */
record TimeLeft(Duration allowed, Duration grace) {
    /** Longer than any invocation of Lambda. */
    private static final TimeLeft UNKNOWN = new TimeLeft(Duration.ofDays(1), Duration.ZERO);

    /** Whether somebody said. */
    boolean isKnown() {
        return this != UNKNOWN;
    }

    /**
     * Divides what is left; at most half of it is for leaving.
     *
     * @param remainingMillis what Lambda says is left; not more than zero where nobody says, as in a mock
     */
    static TimeLeft of(int remainingMillis, Duration leaveBefore) {
        if (remainingMillis <= 0) {
            return UNKNOWN;
        }
        var remaining = Duration.ofMillis(remainingMillis);
        var half = remaining.dividedBy(2);
        var leaving = leaveBefore.compareTo(half) < 0 ? leaveBefore : half;
        return new TimeLeft(remaining.minus(leaving), leaving.dividedBy(2));
    }
}
