package dev.reprise.cli.key;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with keys. */
@Command(
        name = "key",
        description = "Makes API keys for the service.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = NewKeyCommand.class)
public final class KeyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        var command = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        throw new ParameterException(command, "Expected a command: new");
    }
}
