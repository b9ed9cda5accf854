package dev.reprise.gateway.dispatch;

import dev.reprise.core.retry.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a function that is in trouble from being asked by everybody at once. While all is well everybody goes ahead. After
 * trouble one try goes ahead after each pause; pauses grow with each try that is in trouble too, shrink with each that has
 * heard of none by the time of the next, and are over with the first that the function answers. Thread-safe; never blocks.
 */
final class CircuitBreaker {
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10), 0);

    /** So many pauses until they grow no more. */
    private static final int MOST_STEPS = 8;

    private int step;
    private int round;
    private Instant next = Instant.MIN;
    private boolean unheardOf;

    /**
     * Whether to go ahead.
     *
     * @param pause zero to go ahead, otherwise when to ask again
     * @param round what the outcome of going ahead is to be told with
     */
    record Turn(Duration pause, int round) {
        boolean mayGo() {
            return pause.isZero();
        }
    }

    /** How long nobody goes ahead, which costs nothing to ask. */
    synchronized Duration pause(Instant now) {
        return step > 0 && now.isBefore(next) ? Duration.between(now, next) : Duration.ZERO;
    }

    /** Asks for a turn. */
    synchronized Turn ask(Instant now) {
        var pause = pause(now);
        if (step == 0 || pause.isPositive()) {
            return new Turn(pause, round);
        }
        if (unheardOf && --step == 0) {
            return new Turn(Duration.ZERO, round);
        }
        unheardOf = true;
        next = now.plus(PAUSES.delayAfter(step, 0));
        return new Turn(Duration.ZERO, round);
    }

    /**
     * A try of a round was in trouble. Many tries of one round count once: they were begun knowing the same.
     *
     * @param atLeast the shortest pause that the other side asks for; beyond the longest pause it is not heeded
     * @return when to ask again
     */
    synchronized Duration trouble(int ofRound, Instant now, Duration atLeast) {
        if (ofRound == round) {
            round++;
            step = Math.min(step + 1, MOST_STEPS);
            unheardOf = false;
            var pause = PAUSES.delayAfter(step, 0);
            var asked = atLeast.compareTo(PAUSES.cap()) < 0 ? atLeast : PAUSES.cap();
            next = now.plus(pause.compareTo(asked) < 0 ? asked : pause);
        }
        return now.isBefore(next) ? Duration.between(now, next) : PAUSES.delayAfter(1, 0);
    }

    /** A try of a round was answered by the function, whatever it said. */
    synchronized void answered(int ofRound) {
        if (ofRound == round) {
            step = 0;
        }
    }

    /** Whether everybody goes ahead. */
    synchronized boolean isClosed() {
        return step == 0;
    }
}
