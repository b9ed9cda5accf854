package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.NodeProcess;
import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a node takes from the start of its process until it serves all partitions, with much state. */
@Command(name = "starts", description = "Start of a node with much state: local store kept, after a kill, lost.")
public final class NodeStarts implements Workload {
    private static final int OPERATIONS_EACH = 10;

    @Option(
            names = "--operations",
            defaultValue = "100000",
            description = "How many operations the state has. Default: ${DEFAULT-VALUE}.")
    private int operations;

    /** For picocli. */
    public NodeStarts() {}

    @Override
    public void run(Stage stage) throws Exception {
        var settings = stage.node("starts");
        StoredState.write(stage, settings, Math.max(1, operations / OPERATIONS_EACH), OPERATIONS_EACH - 1);
        start(stage, settings, "local store kept").kill();
        start(stage, settings, "after SIGKILL").close();
        delete(settings);
        start(stage, settings, "local store lost").close();
    }

    private NodeProcess start(Stage stage, NodeSettings settings, String variant) throws Exception {
        long from = System.nanoTime();
        var node = NodeProcess.launch(stage.repository(), settings);
        // What the node itself has used until it is ready is all that it has used.
        var meter = ProcessMeter.begin(List.of(stage.broker().watched(), node.watched()));
        node.awaitReady();
        stage.report()
                .add(new Row(
                        "node start",
                        variant,
                        "%,d operations".formatted(operations),
                        stage.durability(),
                        List.of(Figure.seconds("ready after", (System.nanoTime() - from) / 1e9)),
                        null,
                        meter.end()));
        return node;
    }

    private static void delete(NodeSettings settings) throws IOException {
        try (var files = Files.walk(settings.rows())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
