package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.benchmarks.process.NodeProcess;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Floor;
import dev.reprise.benchmarks.results.ProcessUse;
import dev.reprise.benchmarks.results.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sleeping executions. Lateness is counted from the moment that the journal promised, to the journal's record of the firing
 * and to the first line of code behind the sleep, in the functions' process.
 */
@Command(name = "timers", description = "Sleeps that end spread out, all at once, and not at all.")
public final class Timers implements Workload {
    @Option(
            names = "--spread",
            defaultValue = "10000",
            description = "Sleeps that end within ten seconds; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int spread;

    @Option(
            names = "--burst",
            defaultValue = "50000",
            description = "Sleeps that end within one second; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int burst;

    @Option(
            names = "--pending",
            defaultValue = "100000",
            description = "Sleeps that do not end, to start a node with; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int pending;

    /** For picocli. */
    public Timers() {}

    @Override
    public void run(Stage stage) throws Exception {
        if (spread > 0 || burst > 0) {
            var node = stage.node("timers");
            try (var service = Service.ours(stage, List.of(node), BenchmarkFunctions.SLEEPER)) {
                double append = stage.floor(1);
                var sleepers = Sleepers.warm(stage, node, service);
                measure(stage, sleepers, spread, Duration.ofSeconds(10), append);
                measure(stage, sleepers, burst, Duration.ofSeconds(1), append);
            }
        }
        if (pending > 0) {
            pending(stage);
        }
    }

    private static void measure(Stage stage, Sleepers sleepers, int count, Duration window, double append)
            throws Exception {
        if (count > 0) {
            var outcome = sleepers.run(count, window);
            stage.report()
                    .add(new Row(
                            "timers",
                            "HTTP, our SDK",
                            "%,d due within %d s".formatted(count, window.toSeconds()),
                            stage.durability(),
                            outcome.figures(),
                            Floor.under(outcome.codeLate(), append),
                            outcome.processes()));
        }
    }

    private void pending(Stage stage) throws Exception {
        var settings = stage.node("pending");
        StoredState.write(stage, settings, pending, 0);
        long from = System.nanoTime();
        try (var node = NodeProcess.start(stage.repository(), settings)) {
            double startSeconds = (System.nanoTime() - from) / 1e9;
            var processes = List.of(stage.broker().watched(), node.watched());
            var meter = ProcessMeter.begin(processes);
            var idle = stage.timing().measured();
            TimeUnit.MILLISECONDS.sleep(idle.toMillis());
            var uses = meter.end();
            long resident =
                    uses.stream().mapToLong(ProcessUse::residentMebibytes).sum();
            stage.report()
                    .add(new Row(
                            "pending timers",
                            "node without functions",
                            "%,d pending".formatted(pending),
                            stage.durability(),
                            List.of(
                                    new Figure("resident, broker and node", resident, "MiB"),
                                    Figure.seconds("node ready after", startSeconds),
                                    new Figure("idle for", idle.toMillis() / 1e3, "s")),
                            null,
                            uses));
        }
    }
}
