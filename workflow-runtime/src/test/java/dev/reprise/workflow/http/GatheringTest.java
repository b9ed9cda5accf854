package dev.reprise.workflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.http.Gathering.Waiting;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final Gathering gathering = new Gathering();

    private static Waiting waiting(int bytes) {
        return new Waiting(new byte[bytes]);
    }

    private void twoAreUnderWay() {
        assertThat(gathering.goesAtOnce()).isTrue();
        assertThat(gathering.goesAtOnce()).isTrue();
    }

    @Test
    void twoGoAtOnceAndTheNextOnesGatherUntilOneIsAnswered() {
        twoAreUnderWay();
        var first = waiting(1);
        var second = waiting(1);

        assertThat(gathering.goesAtOnce()).isFalse();
        assertThat(gathering.join(first)).isEmpty();
        assertThat(gathering.join(second)).isEmpty();
        assertThat(gathering.isFirst(first)).isTrue();
        assertThat(gathering.isFirst(second)).isFalse();

        assertThat(gathering.answered()).containsExactly(first, second);
        assertThat(gathering.goesAtOnce()).as("the batch took the place").isFalse();
    }

    @Test
    void withNothingGatheredAnAnswerMakesRoom() {
        twoAreUnderWay();

        assertThat(gathering.answered()).isEmpty();
        assertThat(gathering.goesAtOnce()).isTrue();
    }

    @Test
    void theFirstGoesWithAllWhenItHasWaitedForLongAndThenNotAgain() {
        twoAreUnderWay();
        var first = waiting(1);
        var second = waiting(1);
        gathering.join(first);
        gathering.join(second);

        assertThat(gathering.goFrom(second)).isEmpty();
        assertThat(gathering.goFrom(first)).containsExactly(first, second);

        gathering.join(waiting(1));
        assertThat(gathering.goFrom(first)).as("others gather now").isEmpty();
    }

    @Test
    void whileMoreAreUnderWayThanWouldGoAtOnceAnAnswerSendsNothing() {
        twoAreUnderWay();
        var late = waiting(1);
        var first = waiting(1);
        gathering.join(first);
        gathering.goFrom(first);
        gathering.join(late);

        assertThat(gathering.answered()).isEmpty();
        assertThat(gathering.answered()).containsExactly(late);
    }

    @Test
    void whoJoinsWhenLittleIsUnderWayGoesAtOnce() {
        var one = waiting(1);

        assertThat(gathering.join(one)).containsExactly(one);
    }

    @Test
    void whoGivesUpWaitsNoMoreAndIfHeWasTheFirstTheOthersGo() {
        twoAreUnderWay();
        var all = List.of(waiting(1), waiting(1), waiting(1));
        all.forEach(gathering::join);

        assertThat(gathering.leave(all.get(1))).isEmpty();
        assertThat(gathering.leave(all.get(0))).containsExactly(all.get(2));
        assertThat(gathering.leave(all.get(0))).isEmpty();
    }

    @Test
    void aBatchHasItsMost() {
        twoAreUnderWay();
        var full = IntStream.range(0, ProtocolLimits.BATCH_CHECKPOINTS)
                .mapToObj(i -> waiting(1))
                .toList();
        full.forEach(each -> assertThat(gathering.join(each)).isEmpty());
        var next = waiting(1);

        assertThat(gathering.join(next)).isEqualTo(full);
        assertThat(gathering.isFirst(next)).isTrue();
    }

    @Test
    void aBatchHasItsMostBytes() {
        twoAreUnderWay();
        var large = waiting(Gathering.MOST_BYTES - 10);
        var next = waiting(11);
        gathering.join(large);

        assertThat(gathering.join(next)).containsExactly(large);
        assertThat(gathering.join(waiting(Gathering.MOST_BYTES - 11)))
                .as("what went is not counted")
                .isEmpty();
        assertThat(gathering.size()).isEqualTo(2);
    }
}
