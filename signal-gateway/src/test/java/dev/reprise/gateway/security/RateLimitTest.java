package dev.reprise.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    private void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Test
    void aBurstPassesThenOneForEachToken() {
        var limit = new RateLimit(2, 3, clock);

        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isEqualTo(1);
        pass(Duration.ofMillis(499));
        assertThat(limit.waitSeconds("a")).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isEqualTo(1);
    }

    @Test
    void oneCallerDoesNotUseUpWhatAnotherMayAskFor() {
        var limit = new RateLimit(1, 1, clock);

        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isPositive();
        assertThat(limit.waitSeconds("b")).isZero();
    }

    @Test
    void theWaitIsAsLongAsATokenTakes() {
        var limit = new RateLimit(0.1, 1, clock);

        limit.waitSeconds("a");

        assertThat(limit.waitSeconds("a")).isEqualTo(10);
        pass(Duration.ofSeconds(4));
        assertThat(limit.waitSeconds("a")).isEqualTo(6);
        pass(Duration.ofSeconds(6));
        assertThat(limit.waitSeconds("a")).isZero();
    }

    @Test
    void aLongPauseFillsTheBucketAndNoMore() {
        var limit = new RateLimit(100, 2, clock);

        limit.waitSeconds("a");
        pass(Duration.ofDays(1));

        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isPositive();
    }

    @Test
    void aClockThatJumpsBackTakesNothingAway() {
        var limit = new RateLimit(1, 2, clock);

        limit.waitSeconds("a");
        pass(Duration.ofHours(-1));

        assertThat(limit.waitSeconds("a")).isZero();
        assertThat(limit.waitSeconds("a")).isPositive();
    }

    @Test
    void withoutALimitEverythingPassesAndNobodyIsRemembered() {
        var limit = new RateLimit(0, 1, clock);

        for (int i = 0; i < 1_000; i++) {
            assertThat(limit.waitSeconds("a")).isZero();
        }
        assertThat(limit.remembered()).isZero();
    }

    @Test
    void callersWhoseBucketsAreFullAgainAreForgotten() {
        var limit = new RateLimit(10, 5, clock);
        for (int i = 0; i < 10_000; i++) {
            limit.waitSeconds("address " + i);
        }
        pass(Duration.ofSeconds(1));

        limit.waitSeconds("one more");

        assertThat(limit.remembered()).isEqualTo(1);
    }

    @Test
    void whatIsNoLimitIsRefused() {
        assertThatThrownBy(() -> new RateLimit(-1, 1, clock)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new RateLimit(1, 0, clock)).isInstanceOf(InvalidValue.class);
    }
}
