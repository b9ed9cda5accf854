package dev.reprise.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * The services behind the order, outside the process that is killed: a ledger of effects over HTTP, as {@code HttpLedger}
 * asks for. A trap holds the answer to one request, so that the test can kill whoever waits for it.
 */
final class FakeServices implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> effects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Trap trap = new Trap("never", "");

    /** Where a request is held: when it arrives (GET: nothing is done yet; PUT: the effect is done). */
    static final class Trap {
        private final String method;
        private final String keyEnd;
        private final CountDownLatch sprung = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Trap(String method, String keyEnd) {
            this.method = method;
            this.keyEnd = keyEnd;
        }

        Optional<Boolean> isSprung() {
            return sprung.getCount() == 0 ? Optional.of(true) : Optional.empty();
        }

        /** Lets the held request go; by now nobody waits for its answer. */
        void release() {
            released.countDown();
        }
    }

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/effects/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Holds the first request of this method whose key ends so. */
    Trap hold(String method, String keyEnd) {
        trap = new Trap(method, keyEnd);
        return trap;
    }

    /** What was done under a key: key, effect and outcome. */
    Optional<String> effect(String key) {
        return Optional.ofNullable(effects.get(key));
    }

    /** How often something was asked for, such as {@code GET key}. */
    long asked(String request) {
        return requests.stream().filter(request::equals).count();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var key = URLDecoder.decode(
                exchange.getRequestURI().getRawPath().substring("/effects/".length()), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + key);
        if (exchange.getRequestMethod().equals("PUT")) {
            effects.put(key, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            holdIfTrapped(exchange, key);
            exchange.sendResponseHeaders(204, -1);
        } else {
            holdIfTrapped(exchange, key);
            reply(exchange, effects.get(key));
        }
        exchange.close();
    }

    private static void reply(HttpExchange exchange, String effect) throws IOException {
        if (effect == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            var body = effect.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void holdIfTrapped(HttpExchange exchange, String key) {
        var now = trap;
        if (exchange.getRequestMethod().equals(now.method) && key.endsWith(now.keyEnd)) {
            trap = new Trap("never", "");
            now.sprung.countDown();
            try {
                now.released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
