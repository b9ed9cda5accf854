package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A function over HTTP that a test plays: it is told of each invocation and gives the answers. */
final class PlayedFunction implements AutoCloseable {
    static final String SUSPENDED = "{\"Status\":\"PENDING\"}";

    private static final String DONE = "{\"Status\":\"SUCCEEDED\",\"Result\":\"1\"}";
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<JsonPath> envelopes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final HttpServer server;
    private volatile boolean closed;

    private PlayedFunction(HttpServer server) {
        this.server = server;
    }

    static PlayedFunction serve() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var function = new PlayedFunction(server);
            server.createContext("/", function::invoke);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return function;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void invoke(HttpExchange exchange) throws IOException {
        envelopes.add(new JsonPath(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        waiting.incrementAndGet();
        try {
            var answer = closed ? DONE : answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var body = (answer == null ? DONE : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Registers a function of this name that is played here. Gives the name. */
    String register(String name) {
        var registered = Api.json("{\"target\":\"http://127.0.0.1:%d/\"}"
                        .formatted(server.getAddress().getPort()))
                .put("/api/v1/functions/" + name);
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(200);
        return name;
    }

    /** What the function is invoked with next, once it is. */
    JsonPath invoked() {
        try {
            var envelope = envelopes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(envelope).as("an invocation").isNotNull();
            return envelope;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends the invocation that waits, or else the next one. */
    void answer(String json) {
        answers.add(json);
    }

    static Response checkpoint(String arn, String body) {
        return given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body(body)
                .post("/2025-12-01/durable-executions/" + arn + "/checkpoint");
    }

    static String encoded(String arn) {
        return URLEncoder.encode(arn, StandardCharsets.UTF_8);
    }

    /**
     * Lets every invocation end well from now on. The server stays until the JVM ends, so that what is still running comes to
     * an end as well, instead of being tried again for the rest of the tests.
     */
    @Override
    public void close() {
        closed = true;
        for (int i = waiting.get(); i > 0; i--) {
            answers.add(DONE);
        }
    }
}
