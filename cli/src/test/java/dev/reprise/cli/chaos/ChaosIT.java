package dev.reprise.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.chaos.nemesis.FaultKind;
import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/**
 * A short run on a real cluster: everything is broken for a minute and a half, then everything must come to its end. How long
 * that takes is nobody's business here, only that it does, and that the checker finds nothing.
 */
class ChaosIT {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration FAULTS = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double PER_SECOND = 1.5;
    private static final int SHOWN_LINES = 200;

    @Test
    void whateverIsBrokenNothingIsLostDuplicatedStuckOrWrong() throws Exception {
        long seed = Long.getLong("chaos.seed", Instant.now().toEpochMilli() % 1_000_000);
        var directory =
                Path.of("target", "chaos", "seed-" + seed + "-" + Instant.now().getEpochSecond());
        var settings =
                new Settings(seed, FAULTS, EnumSet.allOf(FaultKind.class), PATIENCE, 3, 3, PER_SECOND, directory);
        System.out.printf(
                "Chaos with seed %d (-Dchaos.seed=%d does it again), its data in %s%n", seed, seed, directory);

        var report = new ChaosRun(settings, JavaCommand.of(JAR), Terminal.system()).run();

        assertThat(report.violations())
                .as(() -> "seed %d, %s%n%s".formatted(seed, report.summary(), findings(directory)))
                .isEmpty();
        assertThat(report.planned()).as("executions").isPositive();
        assertThat(report.injected()).as("faults").isPositive();
    }

    private static String findings(Path directory) {
        return String.join("\n", Findings.beginning(directory, SHOWN_LINES));
    }
}
