package dev.reprise.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Executor ONE_AT_A_TIME = Runnable::run;
    private static final Duration NO_WARM_UP = Duration.ZERO;

    private final HandMovedTicker ticker = new HandMovedTicker();
    private final OpenLoop tenPerSecond = OpenLoop.of(10, ticker);

    @Test
    void workThatTakesNoTimeHasNoLatency() throws Exception {
        var result = tenPerSecond.run(NO_WARM_UP, Duration.ofSeconds(2), Measuring.UNNOTICED, () -> {}, ONE_AT_A_TIME);

        assertThat(result.count()).isEqualTo(20);
        assertThat(result.latencies().getMaxValue()).isZero();
    }

    @Test
    void aStallCountsForEveryoneWhoWasToComeMeanwhile() throws Exception {
        var done = new ArrayList<Integer>();
        var result = tenPerSecond.run(
                NO_WARM_UP,
                Duration.ofSeconds(2),
                Measuring.UNNOTICED,
                () -> {
                    if (done.isEmpty()) {
                        ticker.move(Duration.ofSeconds(1)); // the engine stands still, once
                    }
                    done.add(done.size());
                },
                ONE_AT_A_TIME);

        // The first one waited a second, those to come 100 ms, 200 ms … later so much less, and half of all not at all.
        assertThat(millisAbove(result, 50)).containsExactly(100, 200, 300, 400, 500, 600, 700, 800, 900, 1000);
        assertThat(result.count()).isEqualTo(20);
    }

    @Test
    void whatCameToWarmUpIsNotCounted() throws Exception {
        var measured = new ArrayList<Long>();
        var result = tenPerSecond.run(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                new Measuring() {
                    @Override
                    public void begins() {
                        measured.add(ticker.nanos());
                    }

                    @Override
                    public void ends() {
                        measured.add(ticker.nanos());
                    }
                },
                () -> {},
                ONE_AT_A_TIME);

        assertThat(result.count()).isEqualTo(20);
        assertThat(measured)
                .containsExactly(
                        Duration.ofSeconds(1).toNanos(),
                        Duration.ofMillis(2_900).toNanos());
    }

    @Test
    void aFailureEndsTheLoadAndIsTold() {
        var tries = new ArrayList<Integer>();
        assertThatThrownBy(() -> tenPerSecond.run(
                        NO_WARM_UP,
                        Duration.ofSeconds(2),
                        Measuring.UNNOTICED,
                        () -> {
                            tries.add(1);
                            throw new IllegalStateException("the engine said no");
                        },
                        ONE_AT_A_TIME))
                .hasMessage("the engine said no");
        assertThat(tries).hasSize(1);
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> OpenLoop.of(0)).hasMessageContaining("Expected a rate above zero");
    }

    private static List<Integer> millisAbove(LoadResult result, int least) {
        var found = new ArrayList<Integer>();
        for (var value : result.latencies().recordedValues()) {
            int millis = (int) Math.round(value.getValueIteratedTo() / 1e6 / 10) * 10; // three digits are exact
            for (long i = 0; i < value.getCountAddedInThisIterationStep() && millis > least; i++) {
                found.add(millis);
            }
        }
        return found;
    }

    /** Time that passes only when somebody moves it, or waits. */
    private static final class HandMovedTicker implements Ticker {
        private long now;

        void move(Duration by) {
            now += by.toNanos();
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleepUntil(long nanos) {
            now = Math.max(now, nanos);
        }
    }
}
