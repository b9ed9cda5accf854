package dev.reprise.cli.dev;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process: Kafka, the service, the examples. */
@Command(
        name = "dev",
        description = {
            "Runs Kafka, the service and the example workflows on this machine.",
            "Ends with Ctrl-C. Started again, it resumes, however it ended."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as asked", "1:could not start", "2:not understood"})
public final class DevCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            converter = PortConverter.class,
            description = "Where the service listens, on loopback. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".reprise",
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("");

    @Option(
            names = "--broker",
            paramLabel = "HOST:PORT",
            description = "A Kafka that runs already, instead of an embedded one.")
    private @Nullable String broker;

    /** With where to say what it is doing. */
    public DevCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the directory is held, not used
    public Integer call() {
        var directory = DataDirectory.at(data);
        try (var taken = directory.take()) {
            Ports.requireFree(port);
            terminal.say(Style.BOLD.of("Reprise") + " with its data in " + directory.root());
            return run(directory);
        }
    }

    private int run(DataDirectory directory) {
        var kafka = startKafka(directory);
        directory.remember(kafka.bootstrapServers());
        return new ServiceProcess(directory, port, kafka).run(terminal);
    }

    private Kafka startKafka(DataDirectory directory) {
        var progress = terminal.begin("Kafka");
        try {
            var kafka = broker == null ? Kafka.embedded(directory) : Kafka.external(broker);
            progress.done(kafka.toString());
            return kafka;
        } catch (CommandFailure e) {
            progress.failed();
            throw e;
        }
    }
}
