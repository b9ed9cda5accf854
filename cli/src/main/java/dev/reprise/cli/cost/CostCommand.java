package dev.reprise.cli.cost;

import static dev.reprise.cli.cost.Hosted.text;

import dev.reprise.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reckons what executions cost each month. Asks nobody: prices are those of the day that it tells. */
@Command(
        name = "cost",
        description = {
            "Reckons what executions cost each month, on Reprise and elsewhere, by list prices.",
            "docs/cost.md says where the prices and the other figures are from."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CostCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--executions",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many begin each month. Default: ${DEFAULT-VALUE}.")
    private long executions;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "20",
            description = "Steps of each. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--waits",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often each suspends: sleeps, signals. Default: ${DEFAULT-VALUE}.")
    private int waits;

    @Option(
            names = "--wait-hours",
            paramLabel = "H",
            defaultValue = "48",
            description = "How long each waits in all. Default: ${DEFAULT-VALUE}.")
    private int waitHours;

    @Option(
            names = "--active-seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "How long code of each runs in all. Default: ${DEFAULT-VALUE}.")
    private double activeSeconds;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            defaultValue = "1024",
            description = "Of the function. Default: ${DEFAULT-VALUE}.")
    private int memory;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "500",
            description = "Of the input and of each step's result. Default: ${DEFAULT-VALUE}.")
    private int payload;

    @Option(
            names = "--retention-days",
            paramLabel = "D",
            defaultValue = "14",
            description = "How long each is kept after its end. Default: ${DEFAULT-VALUE}.")
    private int retentionDays;

    @Option(names = "--details", description = "Also what each sum is made of.")
    private boolean details;

    /** With where to print. */
    public CostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        require("--executions", executions, 1);
        require("--steps", steps, 1);
        require("--waits", waits, 0);
        require("--wait-hours", waitHours, 0);
        require("--active-seconds", activeSeconds, 0);
        require("--memory", memory, 128);
        require("--payload", payload, 0);
        require("--retention-days", retentionDays, 1);
        var prices = Prices.packaged();
        var estimates = estimates(prices, workload());
        terminal.say(text(
                "%,d executions a month: %d steps, %d %s of %d h in all, %.1f s active at %d MB, %d bytes each, kept %d days",
                executions,
                steps,
                waits,
                waits == 1 ? "wait" : "waits",
                waitHours,
                activeSeconds,
                memory,
                payload,
                retentionDays));
        terminal.say("List prices of %s on %s, without taxes, discounts, free tiers and people's work"
                .formatted(prices.region(), prices.asOf()));
        terminal.say("");
        CostTable.lines(estimates).forEach(terminal::say);
        if (details) {
            CostTable.details(estimates).forEach(terminal::say);
        }
        return ExitCode.OK;
    }

    private Workload workload() {
        return new Workload(
                executions,
                steps,
                waits,
                Duration.ofMillis(Math.round(activeSeconds * 1000)),
                memory,
                Duration.ofHours(waitHours),
                payload,
                retentionDays);
    }

    static List<Estimate> estimates(Prices prices, Workload workload) {
        var own = new OwnKafka(prices, workload);
        var hosted = new Hosted(prices, workload);
        return List.of(
                own.sharing(),
                own.alone(),
                own.msk(),
                hosted.durableFunctions(),
                hosted.stepFunctions(),
                hosted.temporal());
    }

    private void require(String option, double found, double least) {
        if (found < least) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(),
                    text(
                            "Expected %s of at least %.0f, but found %s",
                            option, least, Double.toString(found).replaceFirst("\\.0$", "")));
        }
    }
}
