package dev.reprise.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lambda's Runtime API, 2018-06-01: a process asks for the next invocation, and says how each ended. */
final class RuntimeApi implements HttpHandler {
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String INVOCATION = PREFIX + "invocation/";
    private static final int MOST_BYTES = 6 * 1024 * 1024;
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(UTF_8);

    private final Duration timeout;
    private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> taken = new ConcurrentHashMap<>();
    private volatile byte @Nullable [] initError;

    RuntimeApi(Duration timeout) {
        this.timeout = timeout;
    }

    void offer(Invocation invocation) {
        taken(invocation);
        waiting.add(invocation);
    }

    /** Completes when the process has taken an invocation. */
    CompletableFuture<Void> taken(Invocation invocation) {
        return taken.computeIfAbsent(invocation.id(), id -> new CompletableFuture<>());
    }

    /** The process is gone: what it had, and what still waits for it, has ended like this unless it said why. */
    void ended(Function<Invocation, Outcome> how) {
        var said = initError;
        for (var invocation = waiting.poll(); invocation != null; invocation = waiting.poll()) {
            invocation.outcome().complete(said == null ? how.apply(invocation) : new Outcome.Failed(said));
        }
        running.values().forEach(invocation -> invocation.outcome().complete(how.apply(invocation)));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readAllBytes();
        switch (request) {
            case "GET " + INVOCATION + "next" -> next(exchange);
            case "POST " + PREFIX + "init/error", "POST " + PREFIX + "restore/error" -> {
                initError = body;
                Loopback.answer(exchange, 202, ACCEPTED);
            }
            // A snapshot is taken here, and every process begins behind it; this one simply goes on.
            case "GET " + PREFIX + "restore/next" -> Loopback.answer(exchange, 200, new byte[0]);
            default -> {
                var end = request.split("/", -1);
                if (!request.startsWith("POST " + INVOCATION) || end.length != 6) {
                    refuse(exchange, 404, "Runtime.NoSuchCall");
                } else {
                    ended(exchange, end[4], end[5], body);
                }
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Invocation invocation;
        try {
            invocation = waiting.take();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(InstantSource.system().instant().plus(timeout).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
        headers.set(
                "Lambda-Runtime-Trace-Id",
                invocation.traceId() == null
                        ? "Root=1-00000000-000000000000000000000000;Sampled=0"
                        : invocation.traceId());
        running.put(invocation.id(), invocation);
        taken(invocation).complete(null);
        Loopback.answer(exchange, 200, invocation.payload());
    }

    private void ended(HttpExchange exchange, String id, String how, byte[] body) throws IOException {
        var invocation = running.remove(id);
        taken.remove(id);
        if (invocation == null) {
            refuse(exchange, 400, "InvalidRequestID");
        } else if (body.length > MOST_BYTES) {
            refuse(exchange, 413, "RequestEntityTooLarge");
            invocation
                    .outcome()
                    .complete(Outcome.Failed.of(
                            invocation, "Function.ResponseSizeTooLarge", "Response payload size exceeded maximum"));
        } else {
            Loopback.answer(exchange, 202, ACCEPTED);
            invocation.outcome().complete(how.equals("error") ? new Outcome.Failed(body) : new Outcome.Returned(body));
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        Loopback.answer(
                exchange,
                status,
                "{\"errorType\":\"%s\",\"errorMessage\":\"Refused\"}"
                        .formatted(type)
                        .getBytes(UTF_8));
    }
}
