package dev.reprise.examples.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The services behind the order, in the test: they remember every effect, and can keep whoever asks waiting. */
final class Effects implements AutoCloseable {
    private static final String PREFIX = "/effects/";

    private final Map<String, String> lines = new LinkedHashMap<>();
    private final List<String> happened = new ArrayList<>();
    private final Queue<Delay> delays = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** An effect that has happened, of which the answer is held back. */
    static final class Delay {
        private final boolean fails;
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        private Delay(boolean fails) {
            this.fails = fails;
        }

        /** Waits until somebody has asked. */
        void awaitBegun() throws InterruptedException {
            if (!begun.await(2, TimeUnit.MINUTES)) {
                throw new AssertionError("Expected that the services were asked, but nobody has");
            }
        }

        void end() {
            over.countDown();
        }
    }

    private Effects() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PREFIX, this::handle);
        server.start();
    }

    static Effects start() {
        return new Effects();
    }

    URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    /** Holds back the answer to the next effect until it is told to end. */
    Delay delayNext() {
        var delay = new Delay(false);
        delays.add(delay);
        return delay;
    }

    /** Refuses the next effect, which does not happen. */
    void failNext() {
        delays.add(new Delay(true));
    }

    /** What has happened under keys of an execution, in order; twice if it happened twice. */
    synchronized List<String> of(String executionId) {
        return happened.stream()
                .filter(line -> line.startsWith(executionId + "/"))
                .map(line -> line.split("\t", -1)[1])
                .map(effect -> effect.replaceFirst(" .*", ""))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var key = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if ("GET".equals(exchange.getRequestMethod())) {
                var line = line(key);
                answer(exchange, line == null ? 404 : 200, line == null ? "" : line);
                return;
            }
            var line = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var delay = delays.poll();
            if (delay != null && delay.fails) {
                answer(exchange, 500, "as the test says");
                return;
            }
            add(key, line);
            if (delay != null) {
                delay.begun.countDown();
                delay.over.await();
            }
            answer(exchange, 204, "");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private synchronized String line(String key) {
        return lines.get(key);
    }

    private synchronized void add(String key, String line) {
        lines.put(key, line);
        happened.add(line);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
