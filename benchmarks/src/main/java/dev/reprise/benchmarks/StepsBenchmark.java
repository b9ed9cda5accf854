package dev.reprise.benchmarks;

import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Workflows of 20 steps that do nothing, beside a bare acknowledged append on the same broker in the same run.
 *
 * <p>Usage: {@code StepsBenchmark [seconds to warm up] [seconds to measure]}. Only ratios within one run
 * mean something.
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
            var scripted = config(broker, directory, "scripted.");
            var inProcess = config(broker, directory, "inprocess.");
            var topic = new Topics(scripted.topicPrefix()).signals();
            try (var script = new ScriptedNode(scripted, "noop");
                    var node = new InProcessNode(inProcess, STEPS, "ok");
                    var floor = new AppendFloor(broker.bootstrapServers(), topic, scripted.partitions())) {
                for (int inFlight : new int[] {1, 16, 128}) {
                    measure(broker, "append", inFlight, 1, half(warmUp), half(measured), floor::append);
                    measure(broker, "journal alone", inFlight, STEPS, warmUp, measured, () -> script.runSteps(STEPS));
                    measure(broker, "SDK in process", inFlight, STEPS, warmUp, measured, node::run);
                }
            }
        }
    }

    private static JournalConfig config(BrokerProcess broker, Path directory, String prefix) {
        var local = JournalConfig.local(broker.bootstrapServers(), directory.resolve("state"));
        return new JournalConfig(
                local.bootstrapServers(),
                prefix,
                local.nodeId(),
                local.advertisedAddress(),
                local.stateDir(),
                local.partitions(),
                local.replicationFactor(),
                local.standbys(),
                local.streamThreads(),
                local.verdictTimeout(),
                local.kafka());
    }

    private static void measure(
            BrokerProcess broker,
            String what,
            int inFlight,
            int steps,
            Duration warmUp,
            Duration measured,
            ClosedLoop.Work work)
            throws Exception {
        var before = CpuTime.now(broker);
        var result = ClosedLoop.run(inFlight, warmUp, measured, work);
        System.out.printf(
                Locale.ROOT,
                "%-16s in flight %4d   %9.0f /s   %9.0f steps/s   p50 %8.2f ms   p99 %8.2f ms",
                what,
                inFlight,
                result.perSecond(),
                result.perSecond() * steps,
                result.millis(50),
                result.millis(99));
        CpuTime.now(broker).since(before).print(System.out);
    }

    private static Duration half(Duration duration) {
        return duration.dividedBy(2);
    }
}
