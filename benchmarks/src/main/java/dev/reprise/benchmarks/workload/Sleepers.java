package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.load.LoadResult;
import dev.reprise.benchmarks.load.Measuring;
import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.process.Watched;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.ProcessUse;
import dev.reprise.benchmarks.workload.SleeperHistory.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Executions whose code sleeps until a moment, all of them within a window of time. */
final class Sleepers {
    private static final int STARTERS = 64;
    private static final Duration SPARE = Duration.ofSeconds(5);
    private static final double CAUTION = 1.7;

    /** How long a sleeper of the warm-up sleeps: so briefly that the callers keep the engine busy. */
    private static final Duration NAP = Duration.ofMillis(50);

    private final Stage stage;
    private final NodeSettings node;
    private final Service service;
    private double startsPerSecond;

    private Sleepers(Stage stage, NodeSettings node, Service service, double startsPerSecond) {
        this.stage = stage;
        this.node = node;
        this.service = service;
        this.startsPerSecond = startsPerSecond;
    }

    /** Sleepers on a service, which runs short sleeps until its code is compiled. */
    static Sleepers warm(Stage stage, NodeSettings node, Service service) throws Exception {
        var warmUp = stage.timing().warmUp();
        stage.report().say("timers: %d s to warm up, %d in flight".formatted(warmUp.toSeconds(), STARTERS));
        var result = ClosedLoop.run(STARTERS, warmUp, stage.timing().settling(), Measuring.UNNOTICED, () -> {
            var id = service.client()
                    .start(BenchmarkFunctions.SLEEPER, due(Instant.now().plus(NAP)));
            service.client().awaitResult(id);
        });
        // Whoever can start, wake and end so many in a second can start more.
        return new Sleepers(stage, node, service, result.perSecond());
    }

    /**
     * What came of it.
     *
     * @param codeLate the median of how late the code ran
     * @param figures lateness, and how long until all were done
     * @param processes what they used, from the first moment that is due
     */
    record Outcome(Figure codeLate, List<Figure> figures, List<ProcessUse> processes) {}

    /** Starts so many, waits until all sleep, wakes and end. */
    Outcome run(int count, Duration window) throws Exception {
        var run = "s" + Long.toString(System.currentTimeMillis(), 36) + "-";
        var first = Instant.now().plus(SPARE).plusMillis((long) (count / startsPerSecond * CAUTION * 1_000));
        stage.report().say("timers: %,d sleepers, the first due at %s".formatted(count, first));
        try (var history = new SleeperHistory(node)) {
            startsPerSecond = start(run, count, first, window).perSecond();
            long early = Duration.between(Instant.now(), first).toMillis();
            if (early < 0) {
                throw new IOException(
                        "Expected %,d executions to be started before the first is due, but it took %d ms longer: try again, or with fewer"
                                .formatted(count, -early));
            }
            TimeUnit.MILLISECONDS.sleep(early);
            var processes = new ArrayList<>(service.processes());
            processes.addFirst(stage.broker().watched());
            processes.add(Watched.self("load"));
            var meter = ProcessMeter.begin(processes);
            var sleepers = history.awaitEnds(run, count);
            var uses = meter.end();
            var codeLate = Figure.millis("code runs late, p50", percentile(sleepers, Sleeper::ranLateMillis, 50));
            return new Outcome(codeLate, figures(sleepers, codeLate), uses);
        }
    }

    private LoadResult start(String run, int count, Instant first, Duration window) throws Exception {
        return ClosedLoop.each(STARTERS, count, number -> {
            var due = first.plus(window.multipliedBy(number).dividedBy(count));
            service.client().start(BenchmarkFunctions.SLEEPER, run + number, due(due));
        });
    }

    private static String due(Instant due) {
        return "{\"dueMillis\":%d}".formatted(due.toEpochMilli());
    }

    private static List<Figure> figures(List<Sleeper> sleepers, Figure codeLate) {
        var begun = times(sleepers, Sleeper::due).getFirst();
        return List.of(
                Figure.millis("code runs late, p99", percentile(sleepers, Sleeper::ranLateMillis, 99)),
                codeLate,
                Figure.millis("fires late, p99", percentile(sleepers, Sleeper::firedLateMillis, 99)),
                Figure.millis("fires late, p50", percentile(sleepers, Sleeper::firedLateMillis, 50)),
                Figure.seconds(
                        "all fired after",
                        seconds(begun, times(sleepers, Sleeper::fired).getLast())),
                Figure.seconds(
                        "all ended after",
                        seconds(begun, times(sleepers, Sleeper::ended).getLast())));
    }

    private static List<Instant> times(List<Sleeper> sleepers, Function<Sleeper, Instant> which) {
        return sleepers.stream()
                .map(which)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
    }

    private static double percentile(List<Sleeper> sleepers, ToDoubleFunction<Sleeper> what, int percent) {
        var sorted = sleepers.stream().mapToDouble(what).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
