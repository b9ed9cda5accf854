package dev.reprise.cli.cluster;

import dev.reprise.broker.ClusterPlace;
import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.broker.EmbeddedBrokerOptions;
import dev.reprise.cli.process.Lifeline;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Logs;
import dev.reprise.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One broker of a cluster, in the process that {@link Cluster} starts for it. */
@Command(name = BrokerCommand.NAME, hidden = true, description = "One broker of a cluster; started by 'cluster'.")
public final class BrokerCommand implements Callable<Integer> {
    static final String NAME = "cluster-broker";

    private final Terminal terminal;

    @Option(names = "--directory", required = true)
    private Path directory = Path.of("");

    @Option(names = "--cluster-id", required = true)
    private String clusterId = "";

    @Option(names = "--id", required = true)
    private int id;

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--controller", required = true, paramLabel = "ID=PORT")
    private Map<Integer, Integer> controllers = Map.of();

    @Option(names = "--listener", paramLabel = "NAME=PORT:ADVERTISED")
    private Map<String, String> listeners = Map.of();

    /** With where to say that it is ready. */
    public BrokerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logs.toErrorOutput();
        Lifeline.follow();
        var doors = new HashMap<String, ClusterPlace.Listener>();
        listeners.forEach((name, ports) -> doors.put(name, listener(ports)));
        var options = EmbeddedBrokerOptions.in(directory)
                .withPort(port)
                .withPlace(new ClusterPlace(clusterId, id, controllers, doors));
        try (var broker = EmbeddedBroker.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
            terminal.say("READY " + broker.bootstrapServers());
            new CountDownLatch(1).await();
        } catch (IllegalStateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private static ClusterPlace.Listener listener(String ports) {
        var both = ports.split(":");
        return new ClusterPlace.Listener(Integer.parseInt(both[0]), Integer.parseInt(both[1]));
    }
}
