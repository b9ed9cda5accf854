package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.load.LoadResult;
import dev.reprise.benchmarks.load.Measuring;
import dev.reprise.benchmarks.load.OpenLoop;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Floor;
import dev.reprise.benchmarks.results.ProcessUse;
import dev.reprise.benchmarks.results.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts executions of steps on an engine, and makes rows of what comes out. */
final class StepLoad {
    private static final String OTHERS = "all others";
    private static final String LOAD = "load";

    private final Stage stage;
    private final String workload;
    private final int steps;

    StepLoad(Stage stage, String workload, int steps) {
        this.stage = stage;
        this.workload = workload;
        this.steps = steps;
    }

    /** Runs an engine until its code is compiled, and counts nothing. */
    void warmUp(Engine engine, String variant, int inFlight) throws Exception {
        var warmUp = stage.timing().warmUp();
        stage.report()
                .say("%s, %s: %d s to warm up, %d in flight"
                        .formatted(workload, variant, warmUp.toSeconds(), inFlight));
        ClosedLoop.run(inFlight, warmUp, Duration.ZERO, Measuring.UNNOTICED, engine.execution());
    }

    /** Some callers, each of whom begins again when his execution has ended. */
    void closed(Engine engine, String variant, String scale, int inFlight, @Nullable Double appendMillis)
            throws Exception {
        var meter = meter(engine);
        var timing = stage.timing();
        var result = ClosedLoop.run(inFlight, timing.settling(), timing.measured(), meter, engine.execution());
        add(variant, scale, result, appendMillis, meter.uses());
    }

    /** Executions that start at a rate, whatever becomes of the others. */
    void open(Engine engine, String variant, double perSecond) throws Exception {
        var meter = meter(engine);
        var timing = stage.timing();
        var result = OpenLoop.of(perSecond).run(timing.settling(), timing.measured(), meter, engine.execution());
        add(variant, "%.0f started each second".formatted(perSecond), result, null, meter.uses());
    }

    private ProcessMeter meter(Engine engine) {
        var processes = new ArrayList<>(engine.processes());
        processes.addFirst(stage.broker().watched());
        return ProcessMeter.begin(processes);
    }

    private void add(
            String variant, String scale, LoadResult result, @Nullable Double appendMillis, List<ProcessUse> uses)
            throws Exception {
        if (result.count() == 0) {
            stage.report()
                    .say("  %s, %s, %s: no execution ended within %d s; measure for longer"
                            .formatted(
                                    workload,
                                    variant,
                                    scale,
                                    stage.timing().measured().toSeconds()));
            return;
        }
        double thousands = (double) result.count() * steps / 1_000;
        var perStep = Figure.millis("a step of them", result.millis(50) / steps);
        // Where the load has a process of its own, that does not count.
        double engine = uses.stream()
                .filter(use -> !use.process().equals(LOAD) && !use.process().equals(OTHERS))
                .mapToDouble(ProcessUse::cpuSeconds)
                .sum();
        var figures = List.of(
                Figure.perSecond("steps", result.perSecond() * steps),
                Figure.millis("p50 of %d".formatted(steps), result.millis(50)),
                Figure.millis("p99 of %d".formatted(steps), result.millis(99)),
                perStep,
                Figure.seconds("CPU for 1,000 steps", engine / thousands));
        stage.report()
                .add(new Row(
                        workload,
                        variant,
                        scale,
                        stage.durability(),
                        figures,
                        appendMillis == null ? null : Floor.under(perStep, appendMillis),
                        uses));
    }
}
