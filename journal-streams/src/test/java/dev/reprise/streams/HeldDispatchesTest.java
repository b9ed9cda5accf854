package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Effect;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldDispatchesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final HeldDispatches held = new HeldDispatches();

    @Test
    void nothingIsReleasedWhileTimersAreBehind() {
        held.add(dispatch(1), NOON);

        assertThat(held.release(NOON.plusSeconds(1), true, 10)).isEmpty();
        assertThat(held.isEmpty()).isFalse();
    }

    @Test
    void allAreReleasedInTheOrderTheyCameOnceTimersHaveFired() {
        held.add(dispatch(1), NOON);
        held.add(dispatch(2), NOON);

        assertThat(held.release(NOON, false, 10)).containsExactly(dispatch(1), dispatch(2));
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void noMoreAreReleasedAtOnceThanAskedFor() {
        for (int i = 1; i <= 5; i++) {
            held.add(dispatch(i), NOON);
        }

        assertThat(held.release(NOON, false, 3)).containsExactly(dispatch(1), dispatch(2), dispatch(3));
        assertThat(held.release(NOON, false, 3)).containsExactly(dispatch(4), dispatch(5));
    }

    @Test
    void timersThatNeverComeToAnEndHoldNothingForEver() {
        held.add(dispatch(1), NOON);
        held.add(dispatch(2), NOON.plusSeconds(1));

        assertThat(held.release(NOON.plusSeconds(5), true, 10)).containsExactly(dispatch(1));
        assertThat(held.release(NOON.plusSeconds(6), true, 10)).containsExactly(dispatch(2));
    }

    private static Effect.Dispatch dispatch(int number) {
        return new Effect.Dispatch(new ExecutionId(0, new UUID(0, number)), 1);
    }
}
