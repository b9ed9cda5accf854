package dev.reprise.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A broker, the packaged service on it, a host with the handlers of the tests, and a client. Thread-safe but for killing
 * the service.
 */
final class Lab implements AutoCloseable {
    private static final Path SERVICE = Path.of("..", "signal-gateway", "target", "quarkus-app", "quarkus-run.jar");
    private static final Path OUTPUTS = Path.of("target", "lab");

    private final NodeJs node;
    private final Path outputs;
    private final Path directory;
    private final int port;
    private final EmbeddedBroker broker;
    private final Rest rest;
    private final Map<String, String> environment;
    private final JsHost host;
    private final JsLambdaClient lambda;
    private final OwnFunctions own;
    private final List<JsHost> others = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<String, String> registered = new ConcurrentHashMap<>();
    private ChildProcess service;

    private Lab(NodeJs node, Path outputs, Path directory, int port) {
        this.node = node;
        this.outputs = outputs;
        this.directory = directory;
        this.port = port;
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        service = startService();
        rest = new Rest("http://127.0.0.1:" + port);
        environment = Map.of(
                "AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:" + port,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "NODE_NO_WARNINGS", "1");
        host = JsHost.start(node, 0, environment, outputs.resolve("host.log"));
        lambda = JsLambdaClient.start(node, environment, outputs.resolve("client.log"));
        own = new OwnFunctions(URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Starts everything and waits until it serves.
     *
     * @param name what tells its files from those of another
     */
    static Lab start(NodeJs node, String name) {
        if (!Files.exists(SERVICE)) {
            throw new IllegalStateException(
                    "Expected the packaged service at %s, but there is none: run these tests with ./mvnw verify, not test"
                            .formatted(SERVICE.toAbsolutePath().normalize()));
        }
        try {
            var lab = new Lab(node, OUTPUTS.resolve(name), Files.createTempDirectory("reprise-lab"), freePort());
            lab.awaitReady();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ChildProcess startService() {
        return ChildProcess.start(serviceCommand(), Map.of(), outputs.resolve("service.log"));
    }

    private List<String> serviceCommand() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dreprise.bootstrap-servers=" + broker.bootstrapServers());
        command.add("-Dreprise.state-dir=" + directory.resolve("node"));
        command.add("-Dreprise.partitions=4");
        command.add("-Dreprise.authentication=off"); // any credentials will do
        command.addAll(List.of("-jar", SERVICE.toAbsolutePath().normalize().toString()));
        return command;
    }

    /** Kills the service as a crash would, and starts it again on the same data. */
    void killAndStartService() {
        service.kill();
        service = startService();
        awaitReady();
    }

    private void awaitReady() {
        Await.value(
                "the service to be ready",
                () -> {
                    service.requireAlive();
                    return Optional.of(rest.isReady()).filter(ready -> ready);
                },
                service::said);
    }

    JsLambdaClient lambda() {
        return lambda;
    }

    Rest rest() {
        return rest;
    }

    /** A host of a test's own, which it may kill. */
    JsHost startHost(int port, Map<String, String> more, String name) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return JsHost.start(node, port, all, outputs.resolve(name + ".log"));
    }

    /** Closes a host when all tests are over. */
    void closeWithLab(JsHost another) {
        others.add(another);
    }

    /** Registers a handler under its own name, once, and gives the name. */
    String function(String handler) {
        return registered.computeIfAbsent(handler, name -> register(name, name, ""));
    }

    /** Registers a handler under another name, with further settings. */
    String register(String function, String handler, String settings) {
        rest.register(function, "{\"target\":\"%s\"%s}".formatted(host.target(handler), settings));
        return function;
    }

    /** Registers a function of our own SDK, and gives its name. */
    String own(String function) {
        rest.register(function, "{\"target\":\"%s\"}".formatted(own.target(function)));
        return function;
    }

    static String name() {
        return "test-" + UUID.randomUUID();
    }

    /** Starts an execution of a handler. */
    Execution start(String handler, String input) {
        return startFunction(function(handler), input);
    }

    Execution start(String handler) {
        return start(handler, "{}");
    }

    /** Starts an execution of a function. */
    Execution startFunction(String function, String input) {
        return execution(lambda.send("Invoke", invocation(function, input).put("InvocationType", "Event")));
    }

    /** Starts an execution of a handler, and is answered when it has ended. */
    JsonNode invoke(String handler, String input) {
        return lambda.send("Invoke", invocation(function(handler), input));
    }

    /** What a handler is invoked with, synchronously unless more is said. */
    static ObjectNode invocation(String function, String input) {
        return JsLambdaClient.input("FunctionName", function)
                .put("Qualifier", "$LATEST")
                .put("Payload", input)
                .put("DurableExecutionName", name());
    }

    /** The execution that an invocation began. */
    Execution execution(JsonNode invoked) {
        return new Execution(rest, lambda, invoked.path("DurableExecutionArn").asText());
    }

    @Override
    public void close() {
        lambda.close();
        own.close();
        others.forEach(JsHost::close);
        host.close();
        rest.close();
        service.close();
        broker.close();
    }
}
