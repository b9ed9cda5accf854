package dev.reprise.cli.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofMinutes(20);
    private static final Schedule.Victims VICTIMS = new Schedule.Victims(3, 3, 2);
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    @Test
    void aSeedAlwaysMakesTheSame() {
        assertThat(Schedule.of(7, LENGTH, VICTIMS, ALL)).isEqualTo(Schedule.of(7, LENGTH, VICTIMS, ALL));
        assertThat(Schedule.of(7, LENGTH, VICTIMS, ALL)).isNotEqualTo(Schedule.of(8, LENGTH, VICTIMS, ALL));
    }

    @Test
    void everyKindComesInALongRun() {
        var kinds = Schedule.of(7, LENGTH, VICTIMS, ALL).faults().stream()
                .map(Fault::kind)
                .collect(Collectors.toSet());

        assertThat(kinds).isEqualTo(ALL);
    }

    @Test
    void oneThingOfALaneIsBrokenAtATime() {
        for (long seed = 0; seed < 100; seed++) {
            for (var lane : Schedule.of(seed, LENGTH, VICTIMS, ALL).byLane().values()) {
                for (int i = 1; i < lane.size(); i++) {
                    var before = lane.get(i - 1);
                    assertThat(lane.get(i).at())
                            .as("seed %d", seed)
                            .isGreaterThan(before.at().plus(before.holds()));
                }
            }
        }
    }

    @Test
    void onlyWhatMayBeBrokenIs() {
        var faults =
                Schedule.of(7, LENGTH, VICTIMS, Set.of(FaultKind.KILL_NODE)).faults();

        assertThat(faults).isNotEmpty().allMatch(fault -> fault.kind() == FaultKind.KILL_NODE);
        assertThat(faults).extracting(Fault::victim).containsOnly(0, 1, 2);
    }

    @Test
    void nothingHappensWhereThereIsNobody() {
        assertThat(Schedule.of(7, LENGTH, new Schedule.Victims(3, 3, 0), Set.of(FaultKind.KILL_HOST))
                        .faults())
                .isEmpty();
    }
}
