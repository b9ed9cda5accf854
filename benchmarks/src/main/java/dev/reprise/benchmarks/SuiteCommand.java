package dev.reprise.benchmarks;

import dev.reprise.benchmarks.coldstart.ColdStartCommand;
import dev.reprise.benchmarks.jmh.JmhCommand;
import dev.reprise.benchmarks.results.Report;
import dev.reprise.benchmarks.results.Surroundings;
import dev.reprise.benchmarks.workload.Bytes;
import dev.reprise.benchmarks.workload.History;
import dev.reprise.benchmarks.workload.NodeStarts;
import dev.reprise.benchmarks.workload.Resume;
import dev.reprise.benchmarks.workload.Scale;
import dev.reprise.benchmarks.workload.Signals;
import dev.reprise.benchmarks.workload.Stage;
import dev.reprise.benchmarks.workload.Steps;
import dev.reprise.benchmarks.workload.Timers;
import dev.reprise.benchmarks.workload.Timing;
import dev.reprise.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Measures: all workloads, or those that are named. One that breaks off does not take the others with it. */
@Command(
        name = "benchmarks/run",
        description =
                "Measures what Reprise costs, beside a bare acknowledged append on the same broker in the same run.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        subcommands = {JmhCommand.class, ColdStartCommand.class},
        subcommandsRepeatable = true,
        footer = {
            "%nWithout a workload all of them run, with their defaults: about 45 minutes.",
            "Several may be named, each followed by its options: they share one run."
        })
final class SuiteCommand {
    private static final List<Supplier<Workload>> WORKLOADS = List.of(
            Steps::new, Signals::new, Timers::new, History::new, Resume::new, NodeStarts::new, Scale::new, Bytes::new);

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "120",
            scope = ScopeType.INHERIT,
            description = "How long an engine runs under full load before its first figure. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--measure",
            paramLabel = "SECONDS",
            defaultValue = "20",
            scope = ScopeType.INHERIT,
            description = "How long each figure is measured. Default: ${DEFAULT-VALUE}.")
    private int measure;

    @Option(
            names = "--fsync",
            scope = ScopeType.INHERIT,
            description = "Let the broker write each append to disk before it acknowledges (flush.messages=1).")
    private boolean fsync;

    // What benchmarks/run knows.
    private final Path repository = Path.of(System.getProperty("reprise.repository", "."));
    private final String commit = System.getProperty("reprise.commit", "unknown");

    private @Nullable Report report;
    private int brokenOff;

    static CommandLine commandLine() {
        var suite = new SuiteCommand();
        var line = new CommandLine(suite);
        WORKLOADS.forEach(each -> line.addSubcommand(each.get()));
        return line.setExecutionStrategy(suite::run)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100);
    }

    private int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        try {
            if (parsed.subcommands().isEmpty()) {
                for (var each : WORKLOADS) {
                    var workload = each.get();
                    new CommandLine(workload).parseArgs(); // for the defaults
                    run(workload, parsed);
                }
            }
            for (var each : parsed.subcommands()) {
                switch (each.commandSpec().userObject()) {
                    case Workload workload -> run(workload, parsed);
                    case JmhCommand jmh -> jmh.run(report(parsed));
                    case ColdStartCommand coldStart -> coldStart.run(report(parsed), repository);
                    default -> throw new IllegalStateException("Expected a workload, but found " + each);
                }
            }
            var written = report;
            if (written != null) {
                written.say("Results are in %s".formatted(written.directory()));
            }
            return brokenOff == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), "It broke off: " + e, e);
        }
    }

    private void run(Workload workload, ParseResult parsed) throws Exception {
        var timing = new Timing(Duration.ofSeconds(warmUp), Duration.ofSeconds(measure), fsync);
        var told = report(parsed);
        try (var stage = Stage.set(told, repository, timing)) {
            workload.run(stage);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception e) {
            brokenOff++;
            told.say("%s broke off, and what it had not measured is missing: %s"
                    .formatted(workload.getClass().getSimpleName(), e));
        }
    }

    private Report report(ParseResult parsed) throws IOException {
        var begun = report;
        if (begun == null) {
            var arguments = String.join(" ", parsed.originalArgs());
            begun = Report.begin(
                    repository.resolve("benchmarks/target/results"),
                    Surroundings.describe(commit, arguments),
                    System.out);
            report = begun;
        }
        return begun;
    }
}
