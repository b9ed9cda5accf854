package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import org.junit.jupiter.api.Test;

/** How much request bodies may take together. */
class RequestMemoryTest {
    private static final int MIB = 1 << 20;

    private final RequestMemory memory = new RequestMemory(20 * MIB);

    @Test
    void startsMayHaveHalfOfItAndWhatRunsTheRest() {
        assertThat(memory.take(10 * MIB, true)).isTrue();
        assertThat(memory.take(1, true)).as("another start").isFalse();
        assertThat(memory.take(10 * MIB, false)).as("a checkpoint").isTrue();
        assertThat(memory.take(1, false)).as("another checkpoint").isFalse();

        assertThat(memory.taken()).isEqualTo(20 * MIB);
        assertThat(memory.refused()).isEqualTo(2);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        memory.take(10 * MIB, true);
        memory.giveBack(10 * MIB);

        assertThat(memory.take(10 * MIB, true)).isTrue();
    }

    @Test
    void aMemoryInWhichTheLargestStartWouldNeverFitIsRefused() {
        assertThatThrownBy(() -> new RequestMemory(17 * MIB)).isInstanceOf(InvalidValue.class);
    }
}
