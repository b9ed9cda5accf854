package dev.reprise.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The packaged service, as it is deployed, in a process of its own. */
public final class NodeProcess implements AutoCloseable {
    private static final String HEAP = "512m";
    private static final String PACKAGED = "signal-gateway/target/quarkus-app/quarkus-run.jar";
    private static final String SECRET = "a secret for benchmarks alone";

    private final NodeSettings settings;
    private final ChildProcess process;
    private final ServiceClient client;

    private NodeProcess(NodeSettings settings, ChildProcess process, int port) {
        this.settings = settings;
        this.process = process;
        client = new ServiceClient("http://127.0.0.1:" + port);
    }

    /** Starts it and waits until it serves all partitions. */
    public static NodeProcess start(Path repository, NodeSettings settings) throws IOException, InterruptedException {
        var node = launch(repository, settings);
        node.awaitReady();
        return node;
    }

    /** Starts it and waits for nothing. */
    public static NodeProcess launch(Path repository, NodeSettings settings) throws IOException {
        var jar = repository.resolve(PACKAGED);
        if (!Files.exists(jar)) {
            throw new IOException("Expected the packaged service at %s, but there is none: benchmarks/run builds it"
                    .formatted(jar.toAbsolutePath()));
        }
        int port = Ports.free();
        var command = List.of(
                ChildProcess.javaProgram(),
                "-Xmx" + HEAP,
                "-XX:GCTimeRatio=99", // as in its image
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dreprise.bootstrap-servers=" + settings.bootstrapServers(),
                "-Dreprise.topic-prefix=" + settings.topicPrefix(),
                "-Dreprise.node-id=" + settings.name(),
                "-Dreprise.advertised-url=http://127.0.0.1:" + port,
                "-Dreprise.state-dir=" + settings.state(),
                "-Dreprise.partitions=" + settings.partitions(),
                "-Dreprise.stream-threads=" + settings.streamThreads(),
                "-Dreprise.secrets=" + SECRET,
                "-Dreprise.authentication=off", // on loopback, and not what is measured
                "-jar",
                jar.toString());
        var process = ChildProcess.start(
                settings.name(), command, Map.of(), settings.directory().resolve("logs"));
        return new NodeProcess(settings, process, port);
    }

    /** Waits until it serves all partitions. */
    public void awaitReady() throws IOException, InterruptedException {
        process.await("be ready", client::isReady);
    }

    /** The way to it. */
    public ServiceClient client() {
        return client;
    }

    /** For a {@link ProcessMeter}. */
    public Watched watched() {
        return new Watched(settings.name(), process.pid());
    }

    /** Ends it as a crash would. */
    public void kill() {
        client.close();
        process.kill();
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
