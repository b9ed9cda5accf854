package dev.reprise.cli.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Call.Outcome;
import dev.reprise.cli.chaos.history.Injected;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnavailabilityTest {
    private static final long MILLI = 1_000;

    private static Call probe(String partition, long endedMillis, Outcome outcome) {
        long ended = endedMillis * MILLI;
        return new Call(Action.PROBE, "node-1", partition, "", ended - MILLI, ended, outcome, 200, null);
    }

    private static Stream<Call> answered(String partition, long... millis) {
        return Arrays.stream(millis).mapToObj(at -> probe(partition, at, Outcome.OK));
    }

    private static Injected fault(long begunMillis, long readyMillis) {
        return new Injected("KILL_NODE", "node-1", begunMillis * MILLI, begunMillis * MILLI, readyMillis * MILLI);
    }

    @Test
    void theLongestSilenceOfEachPartitionCounts() {
        var calls = Stream.concat(answered("p", 900, 1100, 4100, 4200), answered("q", 900, 1200, 1400, 5100))
                .toList();

        assertThat(Unavailability.of(calls, List.of(fault(1_000, 5_000))))
                .containsExactly(new Unavailability("KILL_NODE", 1, 3_000, 3_700, 3_700));
    }

    @Test
    void silenceBeforeTheFaultIsNotItsDoing() {
        assertThat(Unavailability.of(answered("p", 100, 1_200).toList(), List.of(fault(1_000, 1_100))))
                .containsExactly(new Unavailability("KILL_NODE", 1, 200, 200, 200));
    }

    @Test
    void silenceAfterTheVictimServesAgainIsAnotherFaultsDoing() {
        assertThat(Unavailability.of(answered("p", 1_100, 2_100, 9_000).toList(), List.of(fault(1_000, 2_000))))
                .containsExactly(new Unavailability("KILL_NODE", 1, 1_000, 1_000, 1_000));
    }

    @Test
    void aProbeOfUnknownOutcomeIsNoSuccess() {
        var calls = Stream.concat(answered("p", 1_100, 3_100), Stream.of(probe("p", 2_000, Outcome.UNKNOWN)))
                .toList();

        assertThat(Unavailability.of(calls, List.of(fault(1_000, 3_000)))
                        .getFirst()
                        .maxMillis())
                .isEqualTo(2_000);
    }

    @Test
    void aSilenceThatNeverEndsCountsToTheEndOfTheRun() {
        var calls = Stream.concat(answered("p", 900), Stream.of(probe("p", 9_000, Outcome.UNKNOWN)))
                .toList();

        assertThat(Unavailability.of(calls, List.of(fault(1_000, 2_000)))
                        .getFirst()
                        .maxMillis())
                .isEqualTo(8_000);
    }
}
