package dev.reprise.cli;

import dev.reprise.cli.audit.AuditCommand;
import dev.reprise.cli.chaos.ChaosCommand;
import dev.reprise.cli.chaos.functions.HostCommand;
import dev.reprise.cli.cluster.BrokerCommand;
import dev.reprise.cli.cluster.ClusterCommand;
import dev.reprise.cli.cluster.NodeCommand;
import dev.reprise.cli.cost.CostCommand;
import dev.reprise.cli.demo.DemoCommand;
import dev.reprise.cli.dev.DevCommand;
import dev.reprise.cli.key.KeyCommand;
import dev.reprise.cli.simulate.SimulateCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command of which the others are part. */
@Command(
        name = "reprise",
        description = "Durable functions on your own Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DevCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            SimulateCommand.class,
            ClusterCommand.class,
            ChaosCommand.class,
            KeyCommand.class,
            CostCommand.class,
            BrokerCommand.class,
            NodeCommand.class,
            HostCommand.class
        })
final class RepriseCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        var command = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        throw new ParameterException(
                command, "Expected a command: dev, demo, audit, simulate, cluster, chaos, key or cost");
    }
}
