package dev.reprise.benchmarks.coldstart;

import dev.reprise.benchmarks.results.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures cold starts in AWS Lambda's own loop. Needs the packaged function of {@code examples/lambda}. */
@Command(name = "cold-start", description = "What a Lambda function in Java costs until its first checkpoint.")
public final class ColdStartCommand {
    @Option(names = "--runs", defaultValue = "7", description = "Cold starts of each way. Default: ${DEFAULT-VALUE}.")
    private int runs;

    /** For picocli. */
    public ColdStartCommand() {}

    /** Measures. */
    public void run(Report report, Path repository) throws IOException, InterruptedException {
        var packaged = repository.resolve("examples/lambda/target");
        if (!Files.exists(packaged.resolve("function.zip"))) {
            throw new IOException(
                    "Expected a packaged function in %s, but found none: ./mvnw -pl examples/lambda -am package -DskipTests makes it"
                            .formatted(packaged));
        }
        new ColdStartBenchmark(report, runs).measure(packaged);
    }
}
