package dev.reprise.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Not a test: a part of releasing. Stores journals of simulated lives and what this release makes of them, for all later
 * builds to fold again. Run once for each release, with {@code -Dtest=FreezeJournals -Dreprise.freeze=VERSION}.
 */
@EnabledIfSystemProperty(named = "reprise.freeze", matches = ".+")
class FreezeJournals {
    private static final int SEEDS = 1_000;
    private final String version = System.getProperty("reprise.freeze");

    /** Lives are kept as long as each shows something that none before it has shown. */
    @Test
    void freeze() throws IOException {
        var folder = ReleasedJournals.of(version);
        assertThat(folder).as("what is released is never edited").doesNotExist();
        Files.createDirectories(folder);
        var shown = new HashSet<String>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            var world = new World[1];
            var report = Simulation.run(seed, begun -> world[0] = begun);
            if (shown.addAll(report.exercised().keySet())) {
                ReleasedJournal.of(world[0].broker()).write(folder.resolve("seed-" + seed + ".journal.gz"));
            }
        }
    }
}
