package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.engine.InProcessNode;
import dev.reprise.benchmarks.engine.JournalConfigs;
import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Row;
import dev.reprise.benchmarks.workload.TopicBytes.Size;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What an execution and a step leave in Kafka: bytes that are written, and those that are left when everything that is
 * replaced by something newer has been compacted away. One replica. From executions with few steps and with many.
 */
@Command(name = "bytes", description = "What a step and an execution leave in Kafka.")
public final class Bytes implements Workload {
    private static final int FEW = 1;
    private static final int MANY = 21;
    private static final int IN_FLIGHT = 4;
    private static final Size NOTHING = new Size(0, 0);

    /** The last transaction is committed within half a second. */
    private static final Duration COMMITTED = Duration.ofSeconds(2);

    @Option(names = "--executions", defaultValue = "500", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int executions;

    @Option(
            names = "--results",
            split = ",",
            defaultValue = "100",
            description = "How many bytes each step returns. Default: ${DEFAULT-VALUE}.")
    private List<Integer> results = List.of();

    /** For picocli. */
    public Bytes() {}

    @Override
    public void run(Stage stage) throws Exception {
        for (int bytes : results) {
            var few = run(stage, FEW, bytes);
            var many = run(stage, MANY, bytes);
            for (var topic : many.keySet()) {
                report(stage, topic, bytes, few.getOrDefault(topic, NOTHING), many.getOrDefault(topic, NOTHING));
            }
        }
    }

    private TreeMap<String, Size> run(Stage stage, int steps, int bytes) throws Exception {
        stage.report().say("bytes: %,d executions of %d steps".formatted(executions, steps));
        var settings = stage.node("s%d-b%d".formatted(steps, bytes));
        try (var node = new InProcessNode(JournalConfigs.of(settings), steps, "x".repeat(bytes))) {
            ClosedLoop.each(IN_FLIGHT, executions, number -> node.run());
            Thread.sleep(COMMITTED);
        }
        return TopicBytes.of(settings.bootstrapServers(), settings.topicPrefix());
    }

    private void report(Stage stage, String topic, int bytes, Size few, Size many) throws Exception {
        double writtenByStep = (many.written() - few.written()) / (double) (MANY - FEW) / executions;
        double leftByStep = (many.left() - few.left()) / (double) (MANY - FEW) / executions;
        stage.report()
                .add(new Row(
                        "bytes",
                        topic,
                        "results of %,d bytes".formatted(bytes),
                        stage.durability(),
                        List.of(
                                bytes("a step, written", writtenByStep),
                                bytes("left", leftByStep),
                                bytes(
                                        "an execution beside its steps, written",
                                        few.written() / (double) executions - FEW * writtenByStep),
                                bytes("left of it", few.left() / (double) executions - FEW * leftByStep)),
                        null,
                        List.of()));
    }

    private static Figure bytes(String name, double value) {
        return new Figure(name, value, "B");
    }
}
