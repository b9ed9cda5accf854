package dev.reprise.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node inside this JVM, or one node of several ({@link ClusterPlace}): a real broker and its
 * controller, on loopback, without authentication.
 *
 * <p>All it has lies in one directory. A broker started on a directory that another one left continues with the same
 * cluster, topics and data, and on the same ports as long as they are free; it makes no difference whether the other one
 * was closed or killed, except that after a kill the start takes a second or two longer. Records survive a kill of the
 * process, but like any Kafka with its default settings the broker does not wait for the disk: it is meant for
 * development and tests.
 *
 * <p>As everywhere in Kafka, a fault that the broker cannot survive (its disk fails, say) ends the JVM.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerDirectory directory;
    private final BrokerPorts ports;
    private final KafkaRaftServer server;
    private boolean closed;

    private EmbeddedBroker(BrokerDirectory directory, BrokerPorts ports, KafkaRaftServer server) {
        this.directory = directory;
        this.ports = ports;
        this.server = server;
    }

    /** Starts a broker on {@code directory} as it is by default. */
    public static EmbeddedBroker start(Path directory) {
        return start(EmbeddedBrokerOptions.in(directory));
    }

    /**
     * Starts a broker and returns when clients can use it.
     *
     * @throws IllegalStateException when another broker runs on the directory, the demanded port is taken, or Kafka
     *     does not start
     */
    public static EmbeddedBroker start(EmbeddedBrokerOptions options) {
        var directory = BrokerDirectory.open(options.directory());
        try {
            var ports = BrokerPorts.choose(options, directory.rememberedPorts());
            var settings = settings(directory, ports, options);
            if (!directory.isFormatted()) {
                format(directory, options.place());
            }
            directory.remember(ports);
            var broker = new EmbeddedBroker(directory, ports, startServer(directory, settings));
            LOG.info("Embedded broker is ready at {}, its data in {}", ports.bootstrapServers(), directory.root());
            return broker;
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static Properties settings(BrokerDirectory directory, BrokerPorts ports, EmbeddedBrokerOptions options) {
        var place = options.place();
        return place == null
                ? BrokerSettings.of(directory, ports, options.settings())
                : ClusterSettings.of(directory, ports, place, options.settings());
    }

    private static void format(BrokerDirectory directory, @Nullable ClusterPlace place) {
        String data = directory.data().toAbsolutePath().toString();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(place == null ? newClusterId() : place.clusterId())
                    .setNodeId(place == null ? BrokerSettings.NODE_ID : place.id())
                    .setDirectories(List.of(data))
                    .setMetadataLogDirectory(Optional.of(data))
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) { // The formatter declares nothing narrower.
            throw new IllegalStateException(
                    "Expected to set up an empty Kafka log directory in %s, but could not: %s".formatted(data, e), e);
        }
    }

    private static KafkaRaftServer startServer(BrokerDirectory directory, Properties settings) {
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (Throwable e) { // Scala code may throw anything, checked or not.
            server.shutdown();
            throw new IllegalStateException(
                    "Expected the Kafka broker on %s to start at %s, but it did not (%s): its log says why"
                            .formatted(directory.root(), settings.getProperty("listeners"), e),
                    e);
        }
    }

    /** An id for a cluster that is to be made, as {@link ClusterPlace} wants it. */
    public static String newClusterId() {
        return Uuid.randomUuid().toString();
    }

    /** Where clients connect: the value of their {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return ports.bootstrapServers();
    }

    /** The directory that this broker was started on. */
    public Path directory() {
        return directory.root();
    }

    /** Signs off and stops, so that the next start on this directory is a quick one. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (directory) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /**
     * Runs a broker as a process of its own: {@code EmbeddedBroker DIRECTORY [PORT]}.
     *
     * <p>Prints {@code READY} and the bootstrap servers as one line on standard output when clients can connect, and
     * ends when standard input does: such a process cannot outlive the one that started it.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.printf(
                    "Expected DIRECTORY [PORT], but found %d arguments: %s%n",
                    arguments.length, String.join(" ", arguments));
            System.exit(2);
        }
        int exit = 0;
        try {
            runUntilInputEnds(optionsOf(arguments));
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            exit = 1;
        }
        // Also when some thread of the broker still lingers.
        System.exit(exit);
    }

    private static EmbeddedBrokerOptions optionsOf(String[] arguments) {
        var options = EmbeddedBrokerOptions.in(Path.of(arguments[0]));
        if (arguments.length == 1) {
            return options;
        }
        try {
            return options.withPort(Integer.parseInt(arguments[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a port number as the second argument, but found %s".formatted(arguments[1]), e);
        }
    }

    private static void runUntilInputEnds(EmbeddedBrokerOptions options) throws IOException {
        try (var broker = start(options)) {
            // For a polite kill; both ways may close, the second one finds it done.
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-embedded-broker"));
            System.out.println("READY " + broker.bootstrapServers());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
