package dev.reprise.cli.chaos;

import dev.reprise.cli.chaos.nemesis.FaultKind;
import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A cluster that is broken on purpose, and whether every promise held. */
@Command(
        name = "chaos",
        description = {
            "Runs a cluster on this machine under load, kills, freezes and cuts off its parts, and checks",
            "by what clients saw and what Kafka has that nothing was lost, duplicated, stuck or wrong."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every rule held", "1:a rule is broken, or the run could not be made", "2:not understood"})
public final class ChaosCommand implements Callable<Integer> {
    private static final int SHOWN_LINES = 100;

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What faults and load are made from; another one each time unless given.")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "5",
            description = "For how long things are broken. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "What may be broken, such as kill-node,freeze-broker; everything unless given.")
    private @Nullable List<String> faults;

    @Option(
            names = "--patience",
            paramLabel = "M",
            defaultValue = "10",
            description = "How many minutes everything may take to end afterwards. Default: ${DEFAULT-VALUE}.")
    private double patience;

    @Option(names = "--brokers", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int brokers;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "3",
            description = "How many executions are started in a second. Default: ${DEFAULT-VALUE}.")
    private double perSecond;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where everything is kept, which must not exist. Default: one in .reprise/chaos.")
    private @Nullable Path directory;

    /** With where to say what it is doing. */
    public ChaosCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = settings();
        terminal.say("%s with seed %d, its data in %s"
                .formatted(Style.BOLD.of("Chaos"), settings.seed(), settings.directory()));
        var report = new ChaosRun(settings, JavaCommand.ofThisProcess(), terminal).run();
        terminal.say("");
        Reports.markdown(report).forEach(terminal::say);
        if (report.isClean()) {
            terminal.say(Style.GOOD.of("Every rule held: ") + report.summary());
            return ExitCode.OK;
        }
        terminal.say(Style.BAD.of("Rules are broken: ") + report.summary()
                + ". What there is to see begins here, and goes on in "
                + settings.directory().resolve(Findings.FILE) + ":");
        Findings.beginning(settings.directory(), SHOWN_LINES).forEach(terminal::say);
        return ExitCode.SOFTWARE;
    }

    private Settings settings() {
        require(minutes > 0, "Expected --minutes of more than 0, but found " + minutes);
        require(patience > 0, "Expected --patience of more than 0, but found " + patience);
        require(perSecond > 0, "Expected --rate of more than 0, but found " + perSecond);
        require(brokers >= 1 && brokers <= 9, "Expected --brokers from 1 to 9, but found " + brokers);
        require(nodes >= 1 && nodes <= 9, "Expected --nodes from 1 to 9, but found " + nodes);
        long chosen = seed == null ? Instant.now().toEpochMilli() % 1_000_000 : seed;
        var place = directory == null
                ? Path.of(
                        ".reprise",
                        "chaos",
                        "seed-%d-%d".formatted(chosen, Instant.now().getEpochSecond()))
                : directory;
        require(!place.toFile().exists(), "Expected a directory that does not exist, but found " + place);
        return new Settings(
                chosen,
                minutes(minutes),
                kinds(),
                minutes(patience),
                brokers,
                nodes,
                perSecond,
                place.toAbsolutePath());
    }

    private static Duration minutes(double minutes) {
        return Duration.ofSeconds(Math.round(minutes * 60));
    }

    private Set<FaultKind> kinds() {
        if (faults == null) {
            return EnumSet.allOf(FaultKind.class);
        }
        var all = Arrays.stream(FaultKind.values()).collect(Collectors.toMap(FaultKind::option, Function.identity()));
        var unknown = faults.stream().filter(fault -> !all.containsKey(fault)).findFirst();
        unknown.ifPresent(fault ->
                require(false, "Expected faults among %s, but found %s".formatted(new TreeSet<>(all.keySet()), fault)));
        return faults.stream().map(all::get).collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(), message);
        }
    }
}
