package dev.reprise.cli.chaos.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.history.Run;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * What functions call from their steps: {@code POST runs} notes that a body begins, {@code POST questions} that an answer to
 * a callback is wanted. Both are noted before they are answered. Thread-safe.
 */
public final class WorldServer implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Notebook notebook;
    private final Map<String, String> questions = new ConcurrentHashMap<>();

    private WorldServer(HttpServer server, Notebook notebook) {
        this.server = server;
        this.notebook = notebook;
    }

    /** Begins to listen, on any free port of loopback. */
    public static WorldServer start(Notebook notebook) {
        try {
            var server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            var world = new WorldServer(server, notebook);
            server.createContext("/runs", exchange -> world.take(exchange, world::noteRun));
            server.createContext("/questions", exchange -> world.take(exchange, world::noteQuestion));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return world;
        } catch (IOException e) {
            throw new CommandFailure("Expected to listen on loopback, but: " + e, e);
        }
    }

    private interface Note {
        void of(JsonNode content);
    }

    private void take(HttpExchange exchange, Note note) throws IOException {
        try (exchange) {
            note.of(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        }
    }

    private void noteRun(JsonNode run) {
        notebook.note(new Run(
                run.path("execution").asText(),
                run.path("step").asText(),
                run.path("key").asText(),
                run.path("attempt").asInt(),
                run.path("run").asText(),
                run.path("atMostOnce").asBoolean(),
                run.path("host").asText(),
                notebook.micros()));
    }

    private void noteQuestion(JsonNode question) {
        questions.put(
                question.path("execution").asText(), question.path("callbackId").asText());
    }

    /** The callback that an execution of this name wants answered, once it has asked. */
    public Optional<String> question(String execution) {
        return Optional.ofNullable(questions.get(execution));
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
