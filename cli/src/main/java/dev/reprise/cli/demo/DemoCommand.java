package dev.reprise.cli.demo;

import dev.reprise.cli.dev.PortConverter;
import dev.reprise.cli.dev.Ports;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** An order that is killed while it waits, and finishes. */
@Command(
        name = "demo",
        description = {
            "Starts an order, kills the process while it waits, starts it again and approves the order.",
            "Shows what was recorded and how often each step ran."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every step ran exactly once", "1:anything else", "2:not understood"})
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "Where the service listens, on loopback. Default: any free port.")
    private @Nullable Integer port;

    /** With where to tell the story. */
    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var data = Files.createTempDirectory("reprise-demo-");
        try {
            boolean held = new Demo(terminal, data, port == null ? Ports.findFree() : port).tell();
            if (held) {
                delete(data);
                return ExitCode.OK;
            }
            terminal.err().println(kept(data));
            return ExitCode.SOFTWARE;
        } catch (CommandFailure e) {
            terminal.say(Style.BAD.of("failed"));
            throw new CommandFailure(e.getMessage() + "\n" + kept(data), e);
        }
    }

    private static String kept(Path data) {
        return "Everything is kept in " + data + ": the output of the processes, their log, and Kafka's data.";
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
