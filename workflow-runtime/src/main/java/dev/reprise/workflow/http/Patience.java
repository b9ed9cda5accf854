package dev.reprise.workflow.http;

import dev.reprise.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for an answer, and how often to ask.
 *
 * @param requestTimeout the most for one answer
 * @param retry how often to try where nothing else ends it, and the pauses between
 * @param giveUpAt when nobody waits any more; until then it is tried, however often. Null for as often as {@code retry}
 *     says
 */
record Patience(
        Duration requestTimeout,
        RetryPolicy retry,
        @Nullable Instant giveUpAt) {
    /** An answer that comes at once is always waited for. */
    private static final Duration AT_LEAST = Duration.ofMillis(100);

    Patience until(Instant moment) {
        return new Patience(requestTimeout, retry, moment);
    }

    /** How long to wait for the answer to a request that is sent now. */
    Duration forAnswer() {
        if (giveUpAt == null || left().compareTo(requestTimeout) > 0) {
            return requestTimeout;
        }
        return left().compareTo(AT_LEAST) > 0 ? left() : AT_LEAST;
    }

    /** How long to pause after a try that is not answered; null when it is the last. */
    @Nullable
    Duration pauseAfter(int attempt) {
        if (giveUpAt == null && attempt >= retry.maxAttempts()) {
            return null;
        }
        var pause =
                retry.backoff().delayAfter(attempt, ThreadLocalRandom.current().nextDouble());
        return giveUpAt == null || pause.compareTo(left()) < 0 ? pause : null;
    }

    private Duration left() {
        return Duration.between(InstantSource.system().instant(), giveUpAt);
    }
}
