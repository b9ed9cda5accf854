package dev.reprise.cli.key;

import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.security.ApiKey;
import dev.reprise.gateway.security.Credential;
import dev.reprise.gateway.security.Grants.Grant;
import dev.reprise.gateway.security.Role;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a key, and the line that lets it in. Asks nobody and keeps nothing. */
@Command(
        name = "new",
        description = "Makes an API key. Shown once: the service is configured with its hash alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class NewKeyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--id", paramLabel = "ID", required = true, description = "Whose key it is, for logs.")
    private String id = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "What it is good for: read, operate or admin.")
    private @Nullable Role role;

    @Option(
            names = "--functions",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only for functions whose names begin so. Default: all.")
    private String prefix = "";

    /** With where to print. */
    public NewKeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var key = ApiKey.random();
        var line = line(key);
        terminal.say(key.secret());
        terminal.say("");
        terminal.say("This is the only time that it is shown. The service knows it by one more of reprise.api-keys,");
        terminal.say("or one more line of the file that reprise.api-keys-file names:");
        terminal.say("");
        terminal.say(line);
        return ExitCode.OK;
    }

    private String line(ApiKey key) {
        try {
            var grant = new Grant(Objects.requireNonNull(role, "picocli requires it"), prefix);
            return new Credential(id, grant, key.hash()).line();
        } catch (InvalidValue e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
