package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakefulnessTest {
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // nanoTime may overflow
    private final Wakefulness wakefulness = new Wakefulness(() -> now);

    @Test
    void whoLooksNowAndThenIsAwake() {
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(4));
            assertThat(wakefulness.isAwake()).isTrue();
            wakefulness.look();
        }
    }

    @Test
    void whoHasNotLookedForLongMayHaveBeenReplaced() {
        pass(Duration.ofSeconds(6));

        assertThat(wakefulness.isAwake()).isFalse();
    }

    @Test
    void whoWakesUpWaitsUntilTheTruthHasHadTimeToArrive() {
        pass(Duration.ofSeconds(20));
        wakefulness.look();
        assertThat(wakefulness.isAwake()).isFalse();

        pass(Duration.ofSeconds(1));
        wakefulness.look();
        assertThat(wakefulness.isAwake()).isFalse();

        pass(Duration.ofSeconds(1));
        wakefulness.look();
        assertThat(wakefulness.isAwake()).isTrue();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
