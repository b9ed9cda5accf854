package dev.reprise.benchmarks.jmh;

import dev.reprise.benchmarks.results.Report;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks; what they print goes to the terminal, and their figures to {@code jmh.json}. */
@Command(name = "jmh", description = "Fold, codecs, envelope and replay, each by itself: about 5 minutes.")
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
    public void run(Report report) throws RunnerException {
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
        new Runner(options).run();
    }
}
