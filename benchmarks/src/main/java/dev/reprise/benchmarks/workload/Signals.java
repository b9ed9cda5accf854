package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.load.LoadResult;
import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.process.Watched;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Floor;
import dev.reprise.benchmarks.results.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Executions that wait for a signal, over HTTP with our SDK. A latency is from sending the signal until its sender, who asks
 * for the result at once, has it; starting them is done before and not counted.
 */
@Command(name = "signals", description = "Signal to completion, by REST and by the signals topic.")
public final class Signals implements Workload {
    private static final int STARTERS = 32;
    private static final int FEWER_ALONE = 10;

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "1,32",
            description = "How many signals at once. Default: ${DEFAULT-VALUE}.")
    private List<Integer> inFlight = List.of();

    @Option(
            names = "--executions",
            defaultValue = "5000",
            description = "How many wait for their signals; a tenth for one in flight. Default: ${DEFAULT-VALUE}.")
    private int executions;

    /** For picocli. */
    public Signals() {}

    /** An execution that waits. */
    private record Waiting(String id, String name) {}

    @Override
    public void run(Stage stage) throws Exception {
        double append = stage.floor(1);
        try (var service = Service.ours(stage, "signals", BenchmarkFunctions.SIGNALLED);
                var topic = new SignalsTopic(stage.node("signals"))) {
            measure(
                    stage,
                    service,
                    "REST, our SDK",
                    append,
                    waiting -> service.client().signal(waiting.id(), BenchmarkFunctions.GO));
            measure(
                    stage,
                    service,
                    "signals topic, our SDK",
                    append,
                    waiting -> topic.send(BenchmarkFunctions.SIGNALLED, waiting.name(), BenchmarkFunctions.GO));
        }
    }

    /** A way to send the signal. */
    private interface Sender {
        void send(Waiting waiting) throws Exception;
    }

    private void measure(Stage stage, Service service, String variant, double append, Sender sender) throws Exception {
        int most = Collections.max(inFlight);
        stage.report()
                .say("signals, %s: %d s to warm up"
                        .formatted(variant, stage.timing().warmUp().toSeconds()));
        long warmUntil = System.nanoTime() + stage.timing().warmUp().toNanos();
        do {
            signalAll(service, start(service, executions), most, sender);
        } while (System.nanoTime() < warmUntil);
        for (int each : inFlight) {
            var waiting = start(service, each == 1 ? Math.max(1, executions / FEWER_ALONE) : executions);
            var processes = new ArrayList<>(service.processes());
            processes.addFirst(stage.broker().watched());
            processes.add(Watched.self("load"));
            var meter = ProcessMeter.begin(processes);
            var result = signalAll(service, waiting, each, sender);
            var p50 = Figure.millis("p50", result.millis(50));
            stage.report()
                    .add(new Row(
                            "signals",
                            variant,
                            each + " in flight",
                            stage.durability(),
                            List.of(
                                    Figure.perSecond("signals", result.perSecond()),
                                    p50,
                                    Figure.millis("p99", result.millis(99))),
                            Floor.under(p50, append),
                            meter.end()));
        }
    }

    private static LoadResult signalAll(Service service, List<Waiting> waiting, int inFlight, Sender sender)
            throws Exception {
        return ClosedLoop.each(inFlight, waiting.size(), number -> {
            var one = waiting.get(number);
            sender.send(one);
            service.client().awaitResult(one.id());
        });
    }

    private static List<Waiting> start(Service service, int count) throws Exception {
        var started = Collections.synchronizedList(new ArrayList<Waiting>(count));
        ClosedLoop.each(STARTERS, count, number -> {
            var name = UUID.randomUUID().toString();
            started.add(new Waiting(service.client().start(BenchmarkFunctions.SIGNALLED, name, "{}"), name));
        });
        ClosedLoop.each(
                STARTERS,
                count,
                number -> service.client().awaitSuspended(started.get(number).id()));
        return List.copyOf(started);
    }
}
