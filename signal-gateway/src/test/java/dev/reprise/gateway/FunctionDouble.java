package dev.reprise.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A function behind an endpoint, as far as the service can see: says what it was told to say and keeps what it was asked. */
final class FunctionDouble implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Reply reply;
    private volatile String update = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private record Reply(int status, String functionError, byte[] body) {}

    /** What the function was invoked with. */
    record Call(Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonPath json() {
            return new JsonPath(body);
        }
    }

    private FunctionDouble(String answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer(answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    static FunctionDouble answering(String body) {
        return new FunctionDouble(body);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void answer(String body) {
        answer(200, null, body.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on, fails as hosts of functions say it. */
    void failWith(String body) {
        answer(200, "Unhandled", body.getBytes(StandardCharsets.UTF_8));
    }

    void answer(int status, String functionError, byte[] body) {
        reply = new Reply(status, functionError, body);
    }

    /** Lets the next invocation send one update before it answers, in the protocol's JSON. */
    void checkpointFirst(String oneUpdate) {
        update = oneUpdate;
    }

    /** From now on no answer is given before {@link #open}. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var now = reply;
        var wait = gate;
        var call = new Call(
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        calls.add(call);
        try {
            checkpoint(call);
            wait.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (now.functionError() != null) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", now.functionError());
        }
        exchange.sendResponseHeaders(now.status(), now.body().length == 0 ? -1 : now.body().length);
        exchange.getResponseBody().write(now.body());
        exchange.close();
    }

    private void checkpoint(Call call) throws IOException, InterruptedException {
        var once = update;
        update = "";
        if (!once.isEmpty()) {
            var arn = URLEncoder.encode(call.json().getString("DurableExecutionArn"), StandardCharsets.UTF_8);
            var body = "{\"CheckpointToken\":\"%s\",\"Updates\":[%s]}"
                    .formatted(call.json().getString("CheckpointToken"), once);
            try (var client = HttpClient.newHttpClient()) {
                var uri = URI.create("http://127.0.0.1:%d/2025-12-01/durable-executions/%s/checkpoint"
                        .formatted(RestAssured.port, arn));
                var answer = client.send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException("Expected the checkpoint to be taken in, but: " + answer.body());
                }
            }
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
    }
}
