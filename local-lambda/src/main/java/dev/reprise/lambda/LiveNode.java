package dev.reprise.lambda;

import dev.reprise.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A broker in this process, and the packaged service on it. Nobody is asked for credentials. */
public final class LiveNode implements AutoCloseable {
    private static final Path SERVICE = Path.of("signal-gateway", "target", "quarkus-app", "quarkus-run.jar");
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = 20_000_000L;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedBroker broker;
    private final Process service;
    private final URI address;
    private final Path log;

    private LiveNode(EmbeddedBroker broker, Process service, URI address, Path log) {
        this.broker = broker;
        this.service = service;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts one and waits until it serves.
     *
     * @param log where the service's words go
     * @param settings of the service, beyond those that it needs here
     */
    public static LiveNode start(Path log, Map<String, String> settings) {
        try {
            var directory = Files.createTempDirectory("reprise-live-node");
            var address = URI.create("http://127.0.0.1:" + Loopback.freePort());
            Files.createDirectories(log.toAbsolutePath().getParent());
            var broker = EmbeddedBroker.start(directory.resolve("kafka"));
            var service = start(command(broker, address, directory, settings), log);
            var node = new LiveNode(broker, service, address, log);
            node.await("the service is ready", node::isReady);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(
            EmbeddedBroker broker, URI address, Path directory, Map<String, String> settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dquarkus.http.host=" + address.getHost());
        command.add("-Dquarkus.http.port=" + address.getPort());
        command.add("-Dreprise.bootstrap-servers=" + broker.bootstrapServers());
        command.add("-Dreprise.state-dir=" + directory.resolve("node"));
        command.add("-Dreprise.partitions=4");
        command.add("-Dreprise.authentication=off");
        settings.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of("-jar", service().toString()));
        return command;
    }

    /** Looked for upwards: modules are at different depths. */
    private static Path service() {
        var here = Path.of("").toAbsolutePath();
        for (var above = here; above != null; above = above.getParent()) {
            var packaged = above.resolve(SERVICE);
            if (Files.exists(packaged)) {
                return packaged;
            }
        }
        throw new IllegalStateException(
                "Expected the packaged service at %s in %s or above, but there is none: run these tests with ./mvnw verify, not test"
                        .formatted(SERVICE, here));
    }

    private static Process start(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // The AWS SDK signs with any; those of this machine are nobody's business.
        builder.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
        var service = builder.start();
        // Whatever ends this JVM, nothing is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroyForcibly));
        return service;
    }

    /** The service's address. */
    public URI address() {
        return address;
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Calls the service. */
    public HttpResponse<String> send(String method, String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    /** Calls the service with whatever headers it takes. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(AT_MOST).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Calls the service, which must not refuse. */
    public String ok(String method, String path, String json) {
        var answer = send(method, path, json);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("Expected %s %s to succeed, but found %d: %s"
                    .formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    /** Waits for what happens elsewhere. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Expected that " + what + ", but it did not come true:\n" + said());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isReady() {
        try {
            return send("GET", "/q/health/ready", "").statusCode() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    /** What the service has said, for failing tests. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        service.destroy();
        service.onExit().join();
        broker.close();
    }
}
