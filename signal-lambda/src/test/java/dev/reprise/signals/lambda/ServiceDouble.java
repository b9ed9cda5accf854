package dev.reprise.signals.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The service, as far as the handlers can see: answers as it was told and keeps what it was asked. */
final class ServiceDouble implements AutoCloseable {
    private final HttpServer server;
    private final List<Request> requests = new ArrayList<>();
    private Function<Request, Integer> answers = request -> 202;

    /** What it was asked. */
    record Request(String query, String authorization, String body) {}

    ServiceDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/signals", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    Service service() {
        return new Service(address(), Optional.of(" k3y "));
    }

    /** From now on, answers each request with the status that is said. */
    void answer(Function<Request, Integer> newAnswers) {
        answers = newAnswers;
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestURI().getQuery(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            synchronized (this) {
                requests.add(request);
            }
            exchange.sendResponseHeaders(answers.apply(request), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
