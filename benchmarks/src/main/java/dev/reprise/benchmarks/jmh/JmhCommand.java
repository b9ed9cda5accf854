package dev.reprise.benchmarks.jmh;

import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Report;
import dev.reprise.benchmarks.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks; what they print goes to the terminal, all that JMH knows to {@code jmh.json}. */
@Command(name = "jmh", description = "Fold, codecs, envelope and replay, each by itself: about 6 minutes.")
public final class JmhCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only benchmarks whose names contain this, as in FoldBenchmark.")
    private String name = "";

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "JVMs, one after the other. Default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "How often to warm up, and how often to measure. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "How long each iteration is. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    /** For picocli. */
    public JmhCommand() {}

    /** Measures. */
    public void run(Report report) throws RunnerException, IOException {
        var options = new OptionsBuilder()
                .include("dev\\.reprise\\.benchmarks\\.jmh\\..*" + name)
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(seconds))
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(report.directory().resolve("jmh.json").toString())
                .build();
        for (var result : new Runner(options).run()) {
            report.add(row(result));
        }
    }

    private static Row row(RunResult result) {
        var parameters = result.getParams();
        var score = result.getPrimaryResult();
        var name = parameters.getBenchmark();
        var figures = new ArrayList<>(List.of(new Figure("average", score.getScore(), score.getScoreUnit())));
        if (!Double.isNaN(score.getScoreError())) { // it takes three iterations to know
            figures.add(new Figure("99.9 % sure within", score.getScoreError(), score.getScoreUnit()));
        }
        return new Row(
                "jmh",
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                parameters.getParamsKeys().stream()
                        .map(key -> parameters.getParam(key) + " " + key)
                        .collect(Collectors.joining(", ")),
                Row.NO_BROKER,
                figures,
                null,
                List.of());
    }
}
