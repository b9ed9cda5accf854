package dev.reprise.benchmarks;

import dev.reprise.lambda.FunctionRuntime;
import dev.reprise.lambda.LambdaFunction;
import dev.reprise.lambda.LocalLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a Lambda function in Java costs until its first checkpoint, and in memory: the order of {@code examples/lambda} in
 * AWS's own loop. All ways take turns, so that a busy machine is busy for each of them.
 */
public final class ColdStartBenchmark {
    private static final int INVOCATIONS = 5;

    private ColdStartBenchmark() {}

    /**
     * A cold start and the invocations after it.
     *
     * @param firstCheckpoint from the start of the process until the service has the first checkpoint
     * @param processorTime of the process, after all invocations
     * @param residentKilobytes of the process, after all invocations
     */
    private record Sample(Duration firstCheckpoint, Duration processorTime, long residentKilobytes) {}

    /**
     * Measures and prints a table.
     *
     * @param args the directory {@code examples/lambda/target}, and how many cold starts of each way
     */
    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length != 2) {
            System.err.println("Expected the directory of the packaged function and a number of runs,"
                    + " as in: examples/lambda/target 7");
            System.exit(2);
        }
        var runs = Integer.parseInt(args[1]);
        try (var lambda = LocalLambda.start();
                var service = new CheckpointCounter()) {
            var samples = new LinkedHashMap<ColdStart, List<Sample>>();
            for (var way : new ColdStarts(lambda, service, Path.of(args[0])).all()) {
                samples.put(way, new ArrayList<>());
            }
            for (int run = 0; run < runs; run++) {
                for (var way : samples.entrySet()) {
                    way.getValue().add(sample(lambda, service, way.getKey().runtime()));
                }
            }
            print(samples);
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
                first, process.info().totalCpuDuration().orElse(Duration.ZERO), residentKilobytes(process.pid()));
        lambda.kill(function.name());
        return sample;
    }

    private static long residentKilobytes(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static void print(Map<ColdStart, List<Sample>> samples) {
        System.out.println("| way | first checkpoint, median (least) | memory after " + INVOCATIONS
                + " invocations | processor time |");
        System.out.println("|---|---|---|---|");
        samples.forEach((way, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %d ms (%d) | %d MiB | %d ms |%n",
                way.name(),
                median(all.stream()
                        .map(sample -> sample.firstCheckpoint().toMillis())
                        .toList()),
                all.stream()
                        .mapToLong(sample -> sample.firstCheckpoint().toMillis())
                        .min()
                        .orElseThrow(),
                median(all.stream().map(Sample::residentKilobytes).toList()) / 1024,
                median(all.stream()
                        .map(sample -> sample.processorTime().toMillis())
                        .toList())));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
