package dev.reprise.testkit.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the journals of each release are kept. */
final class ReleasedJournals {
    private static final Path ROOT = Path.of("src/test/resources/journals");

    private ReleasedJournals() {}

    static Path of(String version) {
        return ROOT.resolve("v" + version);
    }

    static List<Path> all() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".journal.gz"))
                    .sorted()
                    .toList();
        }
    }
}
