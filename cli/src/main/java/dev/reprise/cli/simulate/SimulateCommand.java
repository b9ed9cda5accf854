package dev.reprise.cli.simulate;

import dev.reprise.cli.terminal.Terminal;
import dev.reprise.testkit.simulation.Simulation;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the simulator of the engine, which needs neither Kafka nor the service. */
@Command(
        name = "simulate",
        description = "Lives simulated lives of the engine, full of faults, and checks every promise.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every rule held", "1:a rule is broken; the journal is shown", "2:not understood"})
public final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "S", description = "The first seed; another one each time unless given.")
    private @Nullable Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    /** With where to print. */
    public SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(),
                    "Expected at least one seed, but found " + seeds);
        }
        long first = seed == null ? System.currentTimeMillis() : seed;
        long records = 0;
        long executions = 0;
        for (long each = first; each < first + seeds; each++) {
            try {
                var report = Simulation.run(each);
                records += report.records();
                executions += report.executions();
            } catch (AssertionError broken) {
                terminal.say(String.valueOf(broken.getMessage()));
                return ExitCode.SOFTWARE;
            }
        }
        terminal.say("%d simulated lives from seed %d, with %d executions and %d journal records: every rule held."
                .formatted(seeds, first, executions, records));
        return ExitCode.OK;
    }
}
