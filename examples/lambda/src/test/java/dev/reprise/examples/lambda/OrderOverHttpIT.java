package dev.reprise.examples.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build made for Lambda, started as an ordinary service, as on Kubernetes: the same bean, now behind HTTP. */
@OnOrderLab
class OrderOverHttpIT {
    private static final Path LOG = Path.of("target", "lab", "http.log");

    private final OrderLab lab;

    OrderOverHttpIT(OrderLab lab) {
        this.lab = lab;
    }

    @Test
    void theSameProgramServesTheOrderOverHttpWhenToldTo() throws Exception {
        int port = freePort();
        var service = start(port);
        try {
            lab.node.await("the application listens", () -> isListening(port));
            lab.node.ok(
                    "PUT",
                    "/api/v1/functions/order-over-http",
                    "{\"target\":\"http://127.0.0.1:%d/functions/order/invocations\"}".formatted(port));

            var id = lab.order("order-over-http");
            lab.approve(id);

            lab.requireFulfilled("order-over-http", id);
        } finally {
            service.destroyForcibly().onExit().join();
        }
    }

    private Process start(int port) throws IOException {
        Files.createDirectories(LOG.getParent());
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.host-enabled=true",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dreprise.functions.enabled=true",
                "-Dreprise.endpoint=" + lab.node.address(),
                "-Dorder.services=" + lab.effects.address(),
                "-jar",
                program().toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        // Whatever ends this JVM, nothing is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private static Path program() throws IOException {
        try (var packaged = Files.list(Path.of("target"))) {
            return packaged.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
