package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.workflow.protocol.BatchJson;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.EncodedAnswer;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service on the loopback address that takes checkpoints singly and in batches and answers each with a token that names it.
 * It can be told to answer slowly, or otherwise.
 */
final class CheckpointService implements AutoCloseable {
    private static final String STALE = "Invalid checkpoint token";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();
    private final Set<String> undecided = ConcurrentHashMap.newKeySet();
    private final List<String> singles = new CopyOnWriteArrayList<>();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> clientTokens = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Queue<EncodedAnswer> insteadOfBatches = new ConcurrentLinkedQueue<>();

    CheckpointService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A request with this execution's checkpoint is not answered before the latch is open. */
    CountDownLatch hold(String arn) {
        return held.computeIfAbsent(arn, any -> new CountDownLatch(1));
    }

    void markStale(String arn) {
        stale.add(arn);
    }

    /** In batches, that is. */
    void leaveUndecided(String arn) {
        undecided.add(arn);
    }

    /** What the next batch is answered with, whatever it holds. */
    void answerNextBatch(int status, String body) {
        insteadOfBatches.add(new EncodedAnswer(status, null, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whose checkpoints came by themselves. */
    List<String> singles() {
        return singles;
    }

    /** Whose checkpoints came together. */
    List<List<String>> batches() {
        return batches;
    }

    List<String> clientTokens() {
        return clientTokens;
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var body = exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (path.equals("/api/v1/checkpoints")) {
                batch(exchange, body);
            } else {
                single(exchange, path, body);
            }
        } catch (InterruptedException closing) {
            throw new IOException(closing);
        }
    }

    private void single(HttpExchange exchange, String path, byte[] body) throws IOException, InterruptedException {
        var arn = URLDecoder.decode(path.split("/")[3], StandardCharsets.UTF_8);
        var request = ProtocolJson.readCheckpointRequest(body, CheckpointService::resolve);
        clientTokens.add(String.valueOf(request.clientToken()));
        singles.add(arn);
        await(arn);
        var answer = answer(arn, request);
        if (answer.errorType() != null) {
            exchange.getResponseHeaders().set("x-amzn-errortype", answer.errorType());
        }
        send(exchange, answer.status(), answer.body());
    }

    private void batch(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var items = BatchJson.read(body);
        batches.add(items.stream().map(each -> each.executionArn()).toList());
        var instead = insteadOfBatches.poll();
        if (instead != null) {
            send(exchange, instead.status(), instead.body());
            return;
        }
        var answers = new ArrayList<EncodedAnswer>();
        for (var item : items) {
            var request = item.request(CheckpointService::resolve);
            clientTokens.add(String.valueOf(request.clientToken()));
            await(item.executionArn());
            answers.add(
                    undecided.contains(item.executionArn())
                            ? EncodedAnswer.UNDECIDED
                            : answer(item.executionArn(), request));
        }
        send(exchange, 200, BatchJson.writeAnswers(answers));
    }

    private void await(String arn) throws InterruptedException {
        var latch = held.get(arn);
        if (latch != null) {
            latch.await();
        }
    }

    private EncodedAnswer answer(String arn, CheckpointRequest request) {
        if (stale.contains(arn)) {
            return new EncodedAnswer(400, "InvalidParameterValueException", ProtocolJson.writeErrorMessage(STALE));
        }
        return new EncodedAnswer(
                200,
                null,
                ProtocolJson.writeCheckpointResponse(
                        new CheckpointResponse(request.checkpointToken() + "+1", List.of(), null)));
    }

    private static InvokeTarget resolve(String name) {
        return new InvokeTarget.Plain(name, name, "1");
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.close();
    }
}
