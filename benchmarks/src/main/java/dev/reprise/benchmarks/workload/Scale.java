package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.benchmarks.process.NodeSettings;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The steps of {@link Steps} over HTTP with our SDK, on more threads and on more nodes: all of them share one machine. */
@Command(name = "scale", description = "Steps on more stream threads and on more nodes.")
public final class Scale implements Workload {
    private static final int STEPS = 20;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,2,4",
            description = "Stream threads of a single node. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "3",
            description = "Nodes of one stream thread each; one is as one thread. Default: ${DEFAULT-VALUE}.")
    private List<Integer> nodes = List.of();

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "Partitions of the journal. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--in-flight",
            defaultValue = "128",
            description = "How many executions at once. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    /** For picocli. */
    public Scale() {}

    @Override
    public void run(Stage stage) throws Exception {
        double append = stage.floor(inFlight);
        for (int each : threads) {
            measure(stage, append, "threads of one node", each, 1, each);
        }
        for (int each : nodes) {
            measure(stage, append, "nodes of one thread", each, each, 1);
        }
    }

    private void measure(Stage stage, double append, String what, int size, int nodeCount, int threadCount)
            throws Exception {
        var base = stage.node("%s-%d".formatted(what.replace(' ', '-'), size));
        var settings = IntStream.rangeClosed(1, nodeCount)
                .mapToObj(number ->
                        new NodeSettings(number, base.bootstrapServers(), base.directory(), partitions, threadCount))
                .toList();
        var function = BenchmarkFunctions.STEPS;
        try (var engine = Engine.overHttp(Service.ours(stage, settings, function), function, STEPS)) {
            var load = new StepLoad(stage, "scale", STEPS);
            load.warmUp(engine, "%d %s".formatted(size, what), inFlight);
            load.closed(engine, what, Integer.toString(size), inFlight, append);
        }
    }
}
