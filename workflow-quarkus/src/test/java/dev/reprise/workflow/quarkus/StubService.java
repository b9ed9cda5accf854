package dev.reprise.workflow.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.core.operation.Operation;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.ProtocolJson;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A service that takes every checkpoint and knows at most one function, both as scripted. */
public final class StubService implements QuarkusTestResourceLifecycleManager, AutoCloseable {
    private final BlockingQueue<String> checkpoints = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> registrations = new LinkedBlockingQueue<>();
    private final Queue<Integer> refusals = new ArrayDeque<>();
    private final HttpServer server;
    private String function;
    private String authorization;
    private Operation operation;

    public StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public Map<String, String> start() {
        return Map.of("reprise.endpoint", address().toString(), "reprise.functions.register", "true");
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(this, new TestInjector.MatchesType(StubService.class));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A function that is registered from now on, as the service shows it. */
    synchronized void remember(String view) {
        function = view;
    }

    /** Answers the next requests about functions with these statuses. */
    synchronized void refuse(Integer... statuses) {
        refusals.addAll(List.of(statuses));
    }

    /** Answers checkpoints with this operation from now on. */
    synchronized void tellOf(Operation recorded) {
        operation = recorded;
    }

    /** The oldest checkpoint not yet asked for: method, path and body. */
    String checkpoint() throws InterruptedException {
        return next(checkpoints);
    }

    /** The oldest request about functions not yet asked for: method, path and body. */
    String registration() throws InterruptedException {
        return next(registrations);
    }

    private static String next(BlockingQueue<String> requests) throws InterruptedException {
        var request = requests.poll(30, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("Expected a request to the service, but there was none within 30 seconds");
        }
        return request;
    }

    /** Whether all requests about functions have been asked for. */
    boolean isQuiet() {
        return registrations.isEmpty();
    }

    /** What the newest request showed, or null when it showed nothing. */
    synchronized String authorization() {
        return authorization;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var uri = exchange.getRequestURI().getRawPath();
            var request =
                    "%s %s %s".formatted(exchange.getRequestMethod(), uri, body).strip();
            if (uri.endsWith("/checkpoint")) {
                checkpoints.add(request);
                answer(exchange, 200, checkpointTaken());
            } else {
                registrations.add(request);
                answerRegistration(exchange, body);
            }
        }
    }

    private byte[] checkpointTaken() {
        return ProtocolJson.writeCheckpointResponse(new CheckpointResponse("dG9rZW4tMg==", List.of(operation), null));
    }

    private void answerRegistration(HttpExchange exchange, String body) throws IOException {
        var refusal = refusals.poll();
        if (refusal != null) {
            answer(exchange, refusal, "{\"detail\":\"as scripted\"}".getBytes(UTF_8));
        } else if ("GET".equals(exchange.getRequestMethod())) {
            answer(exchange, function == null ? 404 : 200, (function == null ? "{}" : function).getBytes(UTF_8));
        } else {
            answer(exchange, 200, body.getBytes(UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}
