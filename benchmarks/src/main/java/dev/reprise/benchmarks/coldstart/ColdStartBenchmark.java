package dev.reprise.benchmarks.coldstart;

import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.ProcessUse;
import dev.reprise.benchmarks.results.Report;
import dev.reprise.benchmarks.results.Row;
import dev.reprise.lambda.FunctionRuntime;
import dev.reprise.lambda.LambdaFunction;
import dev.reprise.lambda.LocalLambda;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a Lambda function in Java costs until its first checkpoint, and in memory: the order of {@code examples/lambda} in
 * AWS's own loop. All ways take turns, so that a busy machine is busy for each of them.
 */
final class ColdStartBenchmark {
    private static final int INVOCATIONS = 5;

    private final Report report;
    private final int runs;

    ColdStartBenchmark(Report report, int runs) {
        this.report = report;
        this.runs = runs;
    }

    /**
     * A cold start and the invocations after it.
     *
     * @param firstCheckpoint from the start of the process until the service has the first checkpoint
     * @param processorTime of the process, after all invocations
     * @param residentMebibytes of the process, after all invocations
     */
    private record Sample(Duration firstCheckpoint, Duration processorTime, long residentMebibytes) {}

    /** Measures what is in a directory such as {@code examples/lambda/target}. */
    void measure(Path packaged) throws IOException, InterruptedException {
        try (var lambda = LocalLambda.start();
                var service = new CheckpointCounter()) {
            var samples = new LinkedHashMap<ColdStart, List<Sample>>();
            for (var way : new ColdStarts(lambda, service, packaged).all()) {
                samples.put(way, new ArrayList<>());
            }
            for (int run = 0; run < runs; run++) {
                report.say("cold start: run %d of %d".formatted(run + 1, runs));
                for (var way : samples.entrySet()) {
                    way.getValue().add(sample(lambda, service, way.getKey().runtime()));
                }
            }
            for (var way : samples.entrySet()) {
                report.add(row(way.getKey(), way.getValue()));
            }
        }
    }

    private static Sample sample(LocalLambda lambda, CheckpointCounter service, FunctionRuntime.Command runtime)
            throws IOException, InterruptedException {
        var function = new LambdaFunction("cold-start", runtime);
        lambda.create(function);
        var begun = System.nanoTime();
        service.expectNext();
        service.invoke(lambda, function.name());
        var first = Duration.ofNanos(service.nextAtNanos() - begun);
        for (int i = 1; i < INVOCATIONS; i++) {
            service.invoke(lambda, function.name());
        }
        var process =
                ProcessHandle.of(lambda.processes(function.name()).getFirst()).orElseThrow();
        var sample = new Sample(
                first,
                process.info().totalCpuDuration().orElse(Duration.ZERO),
                ProcessMeter.residentMebibytes(process.pid()));
        lambda.kill(function.name());
        return sample;
    }

    private static Row row(ColdStart way, List<Sample> samples) {
        var first = samples.stream()
                .map(sample -> sample.firstCheckpoint().toMillis())
                .toList();
        var processorTime = samples.stream()
                .map(sample -> sample.processorTime().toMillis())
                .toList();
        var memory = samples.stream().map(Sample::residentMebibytes).toList();
        return new Row(
                "cold start",
                way.name(),
                "%d invocations".formatted(INVOCATIONS),
                Row.NO_BROKER,
                List.of(
                        Figure.millis("first checkpoint, median", (double) median(first)),
                        Figure.millis("least", (double) Collections.min(first))),
                null,
                List.of(new ProcessUse("function", median(processorTime) / 1e3, median(memory))));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
