package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that cannot write its state. A full disk takes more than a test may ask for; a process whose files may not grow
 * ({@code RLIMIT_FSIZE}) is refused its writes in the same way.
 */
class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int LARGEST_FILE = 4 << 20;

    @TempDir
    Path directory;

    @Test
    void theNodeStopsSaysWhyAndAfterARestartWithSpaceNothingIsLost() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "needs prlimit, which is on Linux");
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            var state = directory.resolve("state");
            var said = node(broker.bootstrapServers(), state);

            assertThat(said("health", said)).as(said).contains("ready=false", "Stopped", "disk full", "File too large");
            assertThat(said("refused", said)).as(said).contains("JournalUnavailable");
            var id = ExecutionId.parse(said("execution", said));
            int accepted = Integer.parseInt(said("accepted", said));
            assertThat(accepted).isPositive();
            try (var journal = KafkaJournal.open(
                    JournalConfig.local(broker.bootstrapServers(), state), new RecordedListener(), Peers.NONE)) {
                Readiness.await(journal);
                for (int step = 0; step < accepted; step++) {
                    assertThat(journal.operation(id, new OperationId("step-" + step)))
                            .as("step %d, of %d that were accepted", step, accepted)
                            .isNotNull();
                }
            }
        }
    }

    private static String node(String bootstrapServers, Path state) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskNode.class.getName(),
                        bootstrapServers,
                        state.toString())
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader()) {
            var said = new StringBuilder();
            String line;
            while ((line = out.readLine()) != null) {
                said.append(line).append('\n');
                if (line.equals(FullDiskNode.READY)) {
                    forbidGrowth(process.pid());
                    process.outputWriter().append('\n').flush();
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said.toString();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void forbidGrowth(long pid) throws Exception {
        var limited = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", Long.toString(pid), "--fsize=%d".formatted(LARGEST_FILE))
                .inheritIO()
                .start();
        assertThat(limited.waitFor()).as("prlimit").isZero();
    }

    private static String said(String what, String all) {
        var line = Pattern.compile("^" + what + "=(.*)$", Pattern.MULTILINE).matcher(all);
        assertThat(line.find()).as("%s in what the node said:%n%s", what, all).isTrue();
        return line.group(1);
    }
}
