package dev.reprise.workflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.workflow.InvocationInterrupted;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Leaving in time. */
class TimedCallTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void whatEndsInTimeIsHandedOn() throws Exception {
        assertThat(TimedCall.call("call", A_MINUTE, Duration.ZERO, () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void whatIsThrownIsThrown() {
        var crash = new AssertionError("crash");

        assertThatThrownBy(() -> TimedCall.call("call", A_MINUTE, Duration.ZERO, () -> {
                    throw crash;
                }))
                .isSameAs(crash);
    }

    @Test
    void whatIsLateIsInterruptedAndHasItsSay() throws Exception {
        var never = new CountDownLatch(1);

        var said = TimedCall.call("call", Duration.ofMillis(1), A_MINUTE, () -> {
            try {
                never.await();
                return "unreachable";
            } catch (InterruptedException told) {
                return "left";
            }
        });

        assertThat(said).isEqualTo("left");
    }

    @Test
    void whatDoesNotLeaveIsLeftBehind() {
        var released = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        TimedCall.call("function 'stubborn'", Duration.ofMillis(1), Duration.ofMillis(1), () -> {
                            while (released.getCount() > 0) {
                                try {
                                    released.await();
                                } catch (InterruptedException ignored) {
                                    // stubborn
                                }
                            }
                            return null;
                        }))
                .isInstanceOf(InvocationInterrupted.class)
                .hasMessageContaining("function 'stubborn'");
        released.countDown();
    }

    @Test
    void halfOfAShortTimeIsForTheFunctionAndMoreOfALongOne() {
        var margin = Duration.ofSeconds(1);

        assertThat(TimeLeft.of(1_000, margin)).isEqualTo(new TimeLeft(Duration.ofMillis(500), Duration.ofMillis(250)));
        assertThat(TimeLeft.of(900_000, margin))
                .isEqualTo(new TimeLeft(Duration.ofSeconds(899), Duration.ofMillis(500)));
    }

    @Test
    void aTimeThatNobodySaysIsLong() {
        assertThat(TimeLeft.of(0, Duration.ofSeconds(1)).allowed()).isGreaterThan(Duration.ofMinutes(15));
        assertThat(TimeLeft.of(-5, Duration.ofSeconds(1)).allowed()).isGreaterThan(Duration.ofMinutes(15));
    }
}
