package dev.reprise.cli.chaos.functions;

import dev.reprise.cli.process.Lifeline;
import dev.reprise.cli.terminal.Logs;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the functions of a chaos run, in the process that the run starts for it. */
@Command(name = HostCommand.NAME, hidden = true, description = "Functions of a chaos run; started by 'chaos'.")
public final class HostCommand implements Callable<Integer> {
    /** What the command is called. */
    public static final String NAME = "chaos-host";

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Terminal terminal;

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--service", required = true)
    private URI service = URI.create("");

    @Option(names = "--world", required = true)
    private URI world = URI.create("");

    /** With where to say that it serves. */
    public HostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.toErrorOutput();
        Lifeline.follow();
        var name = "java-" + ProcessHandle.current().pid();
        var functions = ChaosFunctions.host(new World(world, name));
        try (var client = new HttpCheckpointClient(service);
                var host = HttpFunctionHost.start(
                        functions, client, HttpHostOptions.loopback(port).grace(GRACE))) {
            terminal.say("Serving at " + host.address());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
