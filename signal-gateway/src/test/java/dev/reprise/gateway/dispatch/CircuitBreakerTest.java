package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final CircuitBreaker breaker = new CircuitBreaker();
    private Instant now = Instant.EPOCH;

    private CircuitBreaker.Turn ask() {
        return breaker.ask(now);
    }

    /** The one that goes ahead when the pause is over. */
    private CircuitBreaker.Turn nextTry() {
        now = now.plus(ask().pause());
        var turn = ask();
        assertThat(turn.mayGo()).as("the pause is over").isTrue();
        return turn;
    }

    private Duration trouble(CircuitBreaker.Turn turn) {
        return breaker.trouble(turn.round(), now, Duration.ZERO);
    }

    @Test
    void everybodyGoesAheadWhileAllIsWell() {
        assertThat(ask().mayGo()).isTrue();
        assertThat(ask().mayGo()).isTrue();
    }

    @Test
    void afterTroubleOneGoesAheadAfterAPauseAndTheOthersWaitForTheNext() {
        assertThat(trouble(ask())).isEqualTo(FIRST);
        assertThat(ask().pause()).isEqualTo(FIRST);

        now = now.plus(FIRST);

        assertThat(ask().mayGo()).isTrue();
        assertThat(ask().pause()).isEqualTo(FIRST);
    }

    @Test
    void pausesGrowWhileTriesAreInTroubleUpToALimit() {
        trouble(ask());
        assertThat(trouble(nextTry())).isEqualTo(FIRST.multipliedBy(2));
        assertThat(trouble(nextTry())).isEqualTo(FIRST.multipliedBy(4));

        for (int i = 0; i < 20; i++) {
            trouble(nextTry());
        }

        assertThat(trouble(nextTry())).isEqualTo(LONGEST);
    }

    @Test
    void manyThatWereBegunAtOnceAreOneTrouble() {
        var first = ask();
        var second = ask();

        trouble(first);
        trouble(second);

        assertThat(ask().pause()).isEqualTo(FIRST);
    }

    @Test
    void anAnswerOfTheFunctionEndsIt() {
        trouble(ask());
        trouble(nextTry());

        breaker.answered(nextTry().round());

        assertThat(ask().mayGo()).isTrue();
        assertThat(ask().mayGo()).isTrue();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void theAnswerToWhatWasBegunBeforeTheTroubleSaysNothing() {
        var before = ask();
        trouble(ask());

        breaker.answered(before.round());

        assertThat(ask().mayGo()).isFalse();
    }

    @Test
    void aFunctionThatIsLongInAnsweringIsAskedMoreAndMoreOften() {
        trouble(ask());
        trouble(nextTry());
        trouble(nextTry());
        nextTry();
        assertThat(ask().pause()).isEqualTo(FIRST.multipliedBy(4));

        nextTry();
        assertThat(ask().pause()).isEqualTo(FIRST.multipliedBy(2));
        nextTry();
        assertThat(ask().pause()).isEqualTo(FIRST);
        nextTry();

        assertThat(breaker.isClosed()).as("nothing bad was heard for so long").isTrue();
    }

    @Test
    void aPauseThatIsAskedForIsKeptUnlessItIsLong() {
        assertThat(breaker.trouble(ask().round(), now, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
        assertThat(breaker.trouble(nextTry().round(), now, Duration.ofHours(2))).isEqualTo(LONGEST);
    }
}
