package dev.reprise.benchmarks;

import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.Topics;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;

/**
 * Workflows of 20 steps that do nothing, beside a bare acknowledged append on the same broker in the same run.
 *
 * <p>Usage: {@code StepsBenchmark [seconds to warm up] [seconds to measure]}. Prints one JSON object a line and a table
 * row a line; only ratios within one run mean something.
 */
public final class StepsBenchmark {
    private static final int STEPS = 20;

    private StepsBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        var warmUp = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 20);
        var measured = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 10);
        var directory = Files.createTempDirectory("reprise-benchmark");
        try (var broker = BrokerProcess.start(directory.resolve("broker"))) {
            var config = JournalConfig.local(broker.bootstrapServers(), directory.resolve("state"));
            var topic = new Topics(config.topicPrefix()).signals();
            try (var node = new ScriptedNode(config, "noop");
                    var floor = new AppendFloor(broker.bootstrapServers(), topic, config.partitions())) {
                for (int inFlight : new int[] {1, 16, 128}) {
                    report(
                            broker,
                            "append",
                            inFlight,
                            1,
                            ClosedLoop.run(inFlight, half(warmUp), half(measured), floor::append));
                    var before = CpuTime.now(broker);
                    var result = ClosedLoop.run(inFlight, warmUp, measured, () -> node.runSteps(STEPS));
                    report(broker, "journal, 20 steps", inFlight, STEPS, result);
                    CpuTime.now(broker).since(before).print(System.out);
                }
            }
        }
    }

    private static Duration half(Duration duration) {
        return duration.dividedBy(2);
    }

    private static void report(BrokerProcess broker, String what, int inFlight, int steps, ClosedLoop.Result result) {
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "%-24s in flight %4d   %9.0f /s   %9.0f steps/s   p50 %8.2f ms   p99 %8.2f ms%n",
                what,
                inFlight,
                result.perSecond(),
                result.perSecond() * steps,
                result.millis(50),
                result.millis(99));
    }
}
