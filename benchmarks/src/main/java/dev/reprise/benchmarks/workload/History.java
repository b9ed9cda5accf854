package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.engine.JournalConfigs;
import dev.reprise.benchmarks.engine.ScriptedExecution;
import dev.reprise.benchmarks.engine.ScriptedNode;
import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.load.Latencies;
import dev.reprise.benchmarks.load.Measuring;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Floor;
import dev.reprise.benchmarks.results.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What one more step costs an execution that has many: from the append of its checkpoint to the verdict, one at a time. The
 * lengths take turns, so that a busy machine is busy for each of them.
 */
@Command(name = "history", description = "One more event in a short, a long and a very long history.")
public final class History implements Workload {
    private static final int BATCH = 100;
    private static final int WRITERS = 8;
    /** A history counts as one of its length until it has grown by so much. */
    private static final int MOST_ADDED = 50;

    @Option(
            names = "--operations",
            split = ",",
            defaultValue = "10,1000,10000",
            description = "How long the histories are. Default: ${DEFAULT-VALUE}.")
    private List<Integer> operations = List.of();

    @Option(
            names = "--events",
            defaultValue = "1000",
            description = "How many events are added for each length. Default: ${DEFAULT-VALUE}.")
    private int events;

    /** For picocli. */
    public History() {}

    /** Executions of one length, and how long an event took them. */
    private record Length(int operations, List<ScriptedExecution> executions, Latencies latencies) {
        void add(int event) throws Exception {
            var execution = executions.get(event % executions.size());
            long from = System.nanoTime();
            execution.step();
            latencies.record(System.nanoTime() - from);
        }

        double millis(double percentile) {
            return latencies.histogram().getValueAtPercentile(percentile) / 1e6;
        }
    }

    @Override
    public void run(Stage stage) throws Exception {
        double append = stage.floor(1);
        try (var node = new ScriptedNode(JournalConfigs.of(stage.node("history")))) {
            warmUp(stage, node);
            var lengths = new ArrayList<Length>();
            for (int each : operations) {
                lengths.add(write(stage, node, each));
            }
            for (int event = 0; event < events; event++) {
                for (var length : lengths) {
                    length.add(event);
                }
            }
            for (var length : lengths) {
                report(stage, length, lengths.getFirst(), append);
            }
        }
    }

    private static void warmUp(Stage stage, ScriptedNode node) throws Exception {
        stage.report()
                .say("history: %d s to warm up"
                        .formatted(stage.timing().warmUp().toSeconds()));
        ClosedLoop.run(WRITERS, stage.timing().warmUp(), Duration.ZERO, Measuring.UNNOTICED, () -> {
            var execution = node.start();
            for (int step = 0; step < BATCH; step++) {
                execution.step();
            }
            execution.succeed();
        });
    }

    private Length write(Stage stage, ScriptedNode node, int length) throws Exception {
        int added = Math.clamp(length / 2, 1, MOST_ADDED);
        int count = Math.ceilDiv(events, added);
        stage.report().say("history: writing %,d executions of %,d operations".formatted(count, length));
        var executions = new ArrayList<ScriptedExecution>();
        for (int i = 0; i < count; i++) {
            executions.add(node.start());
        }
        ClosedLoop.each(WRITERS, count, number -> {
            for (int written = 0; written < length; written += BATCH) {
                executions.get(number).steps(Math.min(BATCH, length - written));
            }
        });
        return new Length(length, executions, new Latencies());
    }

    private static void report(Stage stage, Length length, Length first, double append) throws Exception {
        var p50 = Figure.millis("p50", length.millis(50));
        stage.report()
                .add(new Row(
                        "one more event",
                        "journal alone",
                        "%,d operations".formatted(length.operations()),
                        stage.durability(),
                        List.of(
                                p50,
                                Figure.millis("p99", length.millis(99)),
                                new Figure("times the first", length.millis(50) / first.millis(50), "")),
                        Floor.under(p50, append),
                        List.of()));
    }
}
