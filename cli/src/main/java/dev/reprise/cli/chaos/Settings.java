package dev.reprise.cli.chaos;

import dev.reprise.cli.chaos.nemesis.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a run is to be.
 *
 * @param seed what its faults and its executions are made from
 * @param faults for how long things are broken
 * @param kinds what may be broken
 * @param patience how long everything may take to come to its end once nothing is broken any more
 * @param brokers how many
 * @param nodes how many
 * @param perSecond how many executions are started in a second
 * @param directory where everything is kept
 */
public record Settings(
        long seed,
        Duration faults,
        Set<FaultKind> kinds,
        Duration patience,
        int brokers,
        int nodes,
        double perSecond,
        Path directory) {
    public Settings {
        kinds = Set.copyOf(kinds);
    }

    /** The command that makes the same executions and the same schedule. */
    String rerun() {
        var command = "./reprise chaos --seed %d --minutes %s --brokers %d --nodes %d --rate %s"
                .formatted(seed, faults.toSeconds() / 60.0, brokers, nodes, perSecond);
        return kinds.size() == FaultKind.values().length
                ? command
                : command + " --faults "
                        + kinds.stream().sorted().map(FaultKind::option).collect(Collectors.joining(","));
    }
}
