package dev.reprise.benchmarks.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.lambda.LocalLambda;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** A service that starts orders and sends whoever checkpoints away: each invocation makes one checkpoint. */
final class CheckpointCounter implements AutoCloseable {
    private static final String ARN =
            "arn:aws:lambda:eu-west-1:000000000000:function:order:1/durable-execution/order-1/e-1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private volatile CompletableFuture<Long> next = new CompletableFuture<>();

    CheckpointCounter() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::checkpoint);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void checkpoint(HttpExchange exchange) throws IOException {
        try (exchange) {
            next.complete(System.nanoTime());
            exchange.getRequestBody().readAllBytes();
            var answer = ProtocolJson.writeCheckpointResponse(new CheckpointResponse(null, List.of(), null));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** Forgets the checkpoints so far. */
    void expectNext() {
        next = new CompletableFuture<>();
    }

    /** When the first checkpoint since then came. */
    long nextAtNanos() {
        return next.join();
    }

    /** Invokes a function with a new order, and expects that it has suspended. */
    void invoke(LocalLambda lambda, String function) throws IOException, InterruptedException {
        var address = URI.create(lambda.endpoint() + "/2015-03-31/functions/%s/invocations".formatted(function));
        var answer = http.send(
                HttpRequest.newBuilder(address)
                        .POST(BodyPublishers.ofByteArray(envelope()))
                        .build(),
                BodyHandlers.ofString());
        if (!answer.body().equals("{\"Status\":\"PENDING\"}")) {
            throw new IllegalStateException("Expected the order to be pending, but found %d: %s%n%s"
                    .formatted(answer.statusCode(), answer.body(), lambda.said(function)));
        }
    }

    private static byte[] envelope() {
        var order = Payload.of("{\"id\":\"order-1\",\"cardToken\":\"tok_visa\",\"total\":49.90}");
        var execution = new Operation(
                OperationRef.of("e-1", null, null),
                OperationStatus.STARTED,
                Instant.EPOCH,
                null,
                0,
                0,
                false,
                new ExecutionDetails(order, null, null));
        return ProtocolJson.writeEnvelope(
                new InvocationEnvelope(ARN, "dG9rZW4tMQ==", List.of(execution), null, List.of()));
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
