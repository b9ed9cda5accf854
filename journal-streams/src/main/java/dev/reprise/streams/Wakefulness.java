package dev.reprise.streams;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that this process stood still: stopped, swapped out, in a long collection of garbage. After the group's session
 * timeout another node takes the partition over, and this one, awake again, does not know at once. Such a zombie's
 * verdicts are right, because the journal decides; what it reads may be old, so it does not read until it has had time
 * to learn the truth. One thread looks, any may ask.
 */
final class Wakefulness {
    /** Less than the session timeout by more than a heartbeat's interval. */
    private static final long MAX_GAP = Duration.ofSeconds(5).toNanos();
    /** By then the group has told it, or the next poll has. */
    private static final long DOUBT = Duration.ofSeconds(2).toNanos();

    private final LongSupplier nanoTime;
    private volatile long lookedAt;
    private volatile long sureFrom;

    Wakefulness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.sureFrom = lookedAt;
    }

    /** The thread that folds goes round. */
    void look() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt > MAX_GAP) {
            sureFrom = now + DOUBT;
        }
        lookedAt = now;
    }

    boolean isAwake() {
        long now = nanoTime.getAsLong();
        return now - lookedAt <= MAX_GAP && now - sureFrom >= 0;
    }
}
