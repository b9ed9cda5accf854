package dev.reprise.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Lambda's Invoke, as far as a client can see: counts what it is asked, and answers as it was told, truth or not. */
public final class LambdaStandIn implements AutoCloseable {
    private static final String PREFIX = "/2015-03-31/functions/";
    private static final String SUFFIX = "/invocations";

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Manner> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner otherwise = returning("{\"Status\":\"PENDING\"}");

    /** What it was asked: of which function, with what. */
    public record Call(String function, Headers headers, byte[] body) {
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What it answers. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** How it answers a call; with null it hangs up. */
    public interface Manner {
        Answer to(Call call) throws InterruptedException;
    }

    private LambdaStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PREFIX, this::serve);
        server.start();
    }

    public static LambdaStandIn start() {
        return new LambdaStandIn();
    }

    /** The function returned this. */
    public static Manner returning(String output) {
        return call -> new Answer(200, Map.of("X-Amz-Executed-Version", "1"), output.getBytes(UTF_8));
    }

    /** The function failed, with this for an error. */
    public static Manner failing(String error) {
        return call -> new Answer(200, Map.of("X-Amz-Function-Error", "Unhandled"), error.getBytes(UTF_8));
    }

    /** Lambda itself refuses, in its own words. */
    public static Manner refusing(int status, String type) {
        return call -> new Answer(
                status,
                Map.of("x-amzn-ErrorType", type, "Content-Type", "application/json"),
                "{\"Type\":\"Service\",\"message\":\"as the test says\"}".getBytes(UTF_8));
    }

    public static Manner throttling() {
        return call -> new Answer(
                429,
                Map.of("x-amzn-ErrorType", "TooManyRequestsException", "Content-Type", "application/json"),
                "{\"Type\":\"User\",\"message\":\"Rate Exceeded.\",\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"}"
                        .getBytes(UTF_8));
    }

    public static Manner hangingUp() {
        return call -> null;
    }

    /** Says nothing as long as it is there. */
    public Manner silent() {
        return call -> {
            closed.await();
            return null;
        };
    }

    /** Answers the next calls like this, one each. */
    public LambdaStandIn then(Manner... manners) {
        next.addAll(List.of(manners));
        return this;
    }

    /** Answers like this whatever nothing else is said about. */
    public LambdaStandIn otherwise(Manner manner) {
        otherwise = manner;
        return this;
    }

    /** As at the beginning. */
    public void forget() {
        calls.clear();
        next.clear();
        otherwise = returning("{\"Status\":\"PENDING\"}");
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            if (!"POST".equals(exchange.getRequestMethod()) || !path.endsWith(SUFFIX)) {
                throw new IOException("Expected an Invoke, but found " + path);
            }
            var function = URLDecoder.decode(path.substring(PREFIX.length(), path.length() - SUFFIX.length()), UTF_8);
            var call = new Call(
                    function,
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            calls.add(call);
            var manner = next.poll();
            var answer = (manner == null ? otherwise : manner).to(call);
            if (answer != null) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
