package dev.reprise.workflow.lambda;

import dev.reprise.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker in this process, and the packaged service on it. */
public final class LiveNode implements QuarkusTestResourceLifecycleManager {
    private static final Path SERVICE = Path.of("..", "signal-gateway", "target", "quarkus-app", "quarkus-run.jar");
    private static final Path LOG = Path.of("target", "service.log");

    private EmbeddedBroker broker;
    private Process service;
    private URI address;

    @Override
    public Map<String, String> start() {
        if (!Files.exists(SERVICE)) {
            throw new IllegalStateException(
                    "Expected the packaged service at %s, but there is none: run these tests with ./mvnw verify, not test"
                            .formatted(SERVICE.toAbsolutePath().normalize()));
        }
        try {
            var directory = Files.createTempDirectory("reprise-lambda-test");
            int port = freePort();
            address = URI.create("http://127.0.0.1:" + port);
            broker = EmbeddedBroker.start(directory.resolve("kafka"));
            Files.createDirectories(LOG.getParent());
            service = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-Dreprise.bootstrap-servers=" + broker.bootstrapServers(),
                            "-Dreprise.state-dir=" + directory.resolve("node"),
                            "-Dreprise.partitions=4",
                            "-Dreprise.authentication=off",
                            "-jar",
                            SERVICE.toAbsolutePath().normalize().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            // Whatever ends this JVM, nothing is left behind.
            Runtime.getRuntime().addShutdownHook(new Thread(service::destroyForcibly));
            return Map.of("reprise.endpoint", address.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(LiveNode.class));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return address;
    }

    /** What the service has said, for failing tests. */
    String said() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (service != null) {
            service.destroy();
            service.onExit().join();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
