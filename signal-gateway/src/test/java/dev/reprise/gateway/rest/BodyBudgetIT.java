package dev.reprise.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.gateway.Await;
import dev.reprise.gateway.application.RequestMemory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to requests while the bodies of others fill the memory there is for them. */
class BodyBudgetIT {
    private static final String START = "/api/v1/functions/f/executions";
    private static final String INVOKE = "/2015-03-31/functions/f/invocations";
    private static final String SIGNAL = "/api/v1/executions/0000-1/signals/go";
    private static final String CHECKPOINT = "/2025-12-01/durable-executions/arn/checkpoint";
    private static final int LARGE = 9 << 20;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Vertx vertx = Vertx.vertx();
    private final RequestMemory memory = new RequestMemory(2 * LARGE);
    private final BodyBudget budget = new BodyBudget(memory, new ObjectMapper());

    /** Requests that were let in; they are not answered unless a test does. */
    private final BlockingQueue<RoutingContext> inside = new LinkedBlockingQueue<>();

    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        var router = Router.router(vertx);
        router.route().handler(budget::check);
        router.route().handler(inside::add);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void startsAreRefusedFirstAndWhatRunsLater() throws Exception {
        try (var start = announce(START, LARGE)) {
            letIn();
            assertThat(refusal(announce(START, 1)))
                    .startsWith("HTTP/1.1 429")
                    .contains("Retry-After: 1", "\"overloaded\"", "Nothing was done");
            assertThat(refusal(announce(INVOKE, 1)))
                    .startsWith("HTTP/1.1 429")
                    .contains("x-amzn-errortype: TooManyRequestsException");

            try (var checkpoint = announce(CHECKPOINT, LARGE)) {
                letIn();
                assertThat(refusal(announce(CHECKPOINT, 1)))
                        .startsWith("HTTP/1.1 503")
                        .contains("Retry-After: 1", "x-amzn-errortype: ServiceException");
                assertThat(refusal(announce(SIGNAL, 1)))
                        .startsWith("HTTP/1.1 503")
                        .contains("\"unavailable\"");
                assertThat(checkpoint.isClosed() || start.isClosed()).isFalse();
            }
        }
    }

    @Test
    void whatIsAnsweredOrGivenUpMakesRoomAgain() throws Exception {
        try (var answered = announce(START, LARGE)) {
            letIn().end("done");
            assertThat(read(answered)).startsWith("HTTP/1.1 200");
        }
        var givenUp = announce(START, LARGE);
        letIn();
        givenUp.close();
        Await.until("the room is given back", () -> memory.taken() == 0, () -> memory.taken() + " bytes are taken");

        try (var another = announce(START, LARGE)) {
            letIn();
            assertThat(another.isClosed()).isFalse();
        }
    }

    @Test
    void aBodyOfUnknownLengthCountsAsTheLargestAndOneOfNoneForNothing() throws Exception {
        try (var chunked = send("POST " + SIGNAL + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
                var get = send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            letIn();
            letIn();
            assertThat(memory.taken()).isEqualTo(LARGE);
            assertThat(chunked.isClosed() || get.isClosed()).isFalse();
        }
    }

    private RoutingContext letIn() throws InterruptedException {
        var context = inside.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(context).as("a request that is let in").isNotNull();
        return context;
    }

    private Socket announce(String path, int length) throws IOException {
        return send("POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(path, length));
    }

    private Socket send(String head) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String refusal(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.UTF_8);
    }
}
