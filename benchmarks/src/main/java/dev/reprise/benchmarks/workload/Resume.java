package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.process.Watched;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Floor;
import dev.reprise.benchmarks.results.Row;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long an execution with many recorded steps takes, over HTTP with our SDK, from the sending of the signal that it waits
 * for until its first new step runs: the signal's append, the dispatch, the history's way to the function, the replay.
 */
@Command(name = "resume", description = "From a signal to the first new step of an execution with many steps.")
public final class Resume implements Workload {
    private static final int WARM_UP_STEPS = 1_000;
    private static final int WARM_UP_RESUMES = 10;

    @Option(
            names = "--steps",
            defaultValue = "10000",
            description = "How many steps are recorded before. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--resumes",
            defaultValue = "20",
            description = "How often it is resumed. Default: ${DEFAULT-VALUE}.")
    private int resumes;

    /** For picocli. */
    public Resume() {}

    @Override
    public void run(Stage stage) throws Exception {
        double append = stage.floor(1);
        try (var service = Service.ours(stage, "resume", BenchmarkFunctions.LONG_STORY)) {
            warmUp(stage, service);
            stage.report().say("resume: recording %,d steps".formatted(steps));
            var id = record(service, steps, resumes);
            var processes = new ArrayList<>(service.processes());
            processes.addFirst(stage.broker().watched());
            processes.add(Watched.self("load"));
            var meter = ProcessMeter.begin(processes);
            var millis = resume(service, id, resumes);
            var sorted = millis.stream().sorted().toList();
            var p50 = Figure.millis("first new step, p50", sorted.get(sorted.size() / 2));
            stage.report()
                    .add(new Row(
                            "resume",
                            "HTTP, our SDK",
                            "%,d recorded steps".formatted(steps),
                            stage.durability(),
                            List.of(
                                    p50,
                                    Figure.millis("the first time", millis.getFirst()),
                                    Figure.millis("longest", sorted.getLast())),
                            Floor.under(p50, append),
                            meter.end()));
        }
    }

    private void warmUp(Stage stage, Service service) throws Exception {
        stage.report()
                .say("resume: %d s to warm up".formatted(stage.timing().warmUp().toSeconds()));
        long warmUntil = System.nanoTime() + stage.timing().warmUp().toNanos();
        do {
            resume(service, record(service, Math.min(WARM_UP_STEPS, steps), WARM_UP_RESUMES), WARM_UP_RESUMES);
        } while (System.nanoTime() < warmUntil);
    }

    private static String record(Service service, int steps, int resumes) throws Exception {
        var id = service.client()
                .start(BenchmarkFunctions.LONG_STORY, "{\"steps\":%d,\"resumes\":%d}".formatted(steps, resumes));
        service.client().awaitSuspended(id);
        return id;
    }

    private static List<Double> resume(Service service, String id, int resumes) throws Exception {
        var sent = new ArrayList<Long>();
        for (int i = 1; i <= resumes; i++) {
            service.client().awaitSuspended(id);
            sent.add(BenchmarkFunctions.microsNow());
            service.client().signal(id, BenchmarkFunctions.GO + "-" + i);
        }
        var ran = service.client().awaitResult(id);
        var millis = new ArrayList<Double>();
        for (int i = 0; i < resumes; i++) {
            millis.add((ran.path(i).asLong() - sent.get(i)) / 1e3);
        }
        return millis;
    }
}
