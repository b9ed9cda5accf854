package dev.reprise.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Not thread-safe. */
public final class ManualClock implements InstantSource {
    private Instant now;

    /** Creates a clock that shows this. */
    public ManualClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves the clock.
     *
     * @throws IllegalArgumentException when that is backwards
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Expected time to go forward, but found " + duration);
        }
        now = now.plus(duration);
    }
}
