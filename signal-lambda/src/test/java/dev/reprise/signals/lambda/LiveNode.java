package dev.reprise.signals.lambda;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A broker in this process, the packaged service on it, and a function that it invokes here. */
final class LiveNode implements AutoCloseable {
    private static final Path SERVICE = Path.of("..", "signal-gateway", "target", "quarkus-app", "quarkus-run.jar");
    private static final Path LOG = Path.of("target", "service.log");
    private static final long AT_MOST_NANOS = 60_000_000_000L;

    private final EmbeddedBroker broker;
    private final Process process;
    private final HttpCheckpointClient checkpoints;
    private final HttpFunctionHost host;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    LiveNode(FunctionHost functions, String function) throws IOException {
        if (!Files.exists(SERVICE)) {
            throw new IllegalStateException(
                    "Expected the packaged service at %s, but there is none: run these tests with ./mvnw verify, not test"
                            .formatted(SERVICE.toAbsolutePath().normalize()));
        }
        var directory = Files.createTempDirectory("reprise-signals-test");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port);
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Files.createDirectories(LOG.getParent());
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        checkpoints = new HttpCheckpointClient(address);
        host = HttpFunctionHost.start(functions, checkpoints, HttpHostOptions.loopback(0));
        await("the service is ready", () -> get("/q/health/ready").statusCode() == 200);
        send("PUT", "/api/v1/functions/" + function, "{\"target\":\"%s\"}".formatted(host.target(function)));
    }

    URI address() {
        return address;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** What the service answers. */
    HttpResponse<String> send(String method, String path, String json) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(String what, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + AT_MOST_NANOS;
        while (!isTrue(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Expected that " + what + ", but it did not come true:\n" + Files.readString(LOG));
            }
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private static boolean isTrue(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (IllegalStateException notListeningYet) {
            return false;
        }
    }

    @Override
    public void close() {
        host.close();
        checkpoints.close();
        process.destroy();
        process.onExit().join();
        broker.close();
        http.close();
    }
}
