package dev.reprise.signals.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/**
 * When an invocation must be over, with time left to answer.
 *
 * @param nanoTime in terms of {@link System#nanoTime}
 */
record Deadline(long nanoTime) {
    private static final Duration TO_ANSWER = Duration.ofMillis(500);

    static Deadline of(Context context) {
        return in(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(TO_ANSWER));
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** How much time is left, not negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
