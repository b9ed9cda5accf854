package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.workflow.FoldedJournal;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A journal behind HTTP on the loopback address, which can be told to answer otherwise than it should. */
final class JournalServer implements AutoCloseable {
    private final FoldedJournal journal;
    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();

    /** What goes wrong with one request. */
    enum Fault {
        /** It is refused before it is looked at. */
        BUSY,
        /** It is done, and the answer is lost. */
        ANSWER_LOST,
        /** Something else answers, such as a proxy. */
        NOT_FOUND,
        NOT_JSON
    }

    JournalServer(FoldedJournal journal) throws IOException {
        this.journal = journal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    void next(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** The raw targets of all requests so far. */
    List<String> requests() {
        return requests;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            var body = exchange.getRequestBody().readAllBytes();
            switch (faults.poll()) {
                case null -> answer(exchange, body);
                case BUSY -> send(exchange, 503, "{}");
                case ANSWER_LOST -> {
                    handled(exchange, body);
                    send(exchange, 500, "{}");
                }
                case NOT_FOUND -> send(exchange, 404, "<h1>Not Found</h1>");
                case NOT_JSON -> send(exchange, 200, "<h1>Hello</h1>");
            }
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        try {
            send(exchange, 200, new String(handled(exchange, body)));
        } catch (StaleCheckpointToken | CheckpointRejected refused) {
            exchange.getResponseHeaders().set("x-amzn-errortype", "InvalidParameterValueException:http://internal");
            send(exchange, 400, new String(ProtocolJson.writeErrorMessage(refused.getMessage())));
        }
    }

    private byte[] handled(HttpExchange exchange, byte[] body) {
        if (exchange.getRequestURI().getRawPath().endsWith("/state")) {
            return ProtocolJson.writeState(journal.state("", "", null));
        }
        var request = ProtocolJson.readCheckpointRequest(body, name -> new InvokeTarget.Plain(name, name, "1"));
        return ProtocolJson.writeCheckpointResponse(journal.checkpoint("", request));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
