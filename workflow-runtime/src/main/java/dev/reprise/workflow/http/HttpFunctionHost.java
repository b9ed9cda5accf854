package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpServer;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.spi.CheckpointClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves functions over HTTP, each invocation on a virtual thread: {@code POST /functions/NAME/invocations} takes what a
 * function is invoked with and answers what it answers; {@code GET /health} says that the host is there. There is no
 * authentication: listen on the loopback address, or where only the service can reach it.
 */
public final class HttpFunctionHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFunctionHost.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final HttpHostOptions options;

    private HttpFunctionHost(HttpServer server, ExecutorService threads, HttpHostOptions options) {
        this.server = server;
        this.threads = threads;
        this.options = options;
    }

    /**
     * Starts to listen.
     *
     * @param functions what is served
     * @param client the way to the service; not closed with this
     * @throws IOException when the address cannot be listened on
     */
    public static HttpFunctionHost start(FunctionHost functions, CheckpointClient client, HttpHostOptions options)
            throws IOException {
        var server = HttpServer.create(options.address(), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.createContext("/", new InvocationHandler(new InvocationEndpoint(functions, client)));
        server.createContext("/health", new HealthHandler(functions));
        server.setExecutor(threads);
        server.start();
        LOG.info("Serving functions {} on {}", functions.names(), server.getAddress());
        return new HttpFunctionHost(server, threads, options);
    }

    /** Where a function is invoked; what is registered with the service as its target. */
    public URI target(String function) {
        return URI.create("http://%s/functions/%s/invocations".formatted(authority(address()), function));
    }

    /** Where the host listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static String authority(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Takes no more invocations, lets those that run end, and interrupts them when their grace is over. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(options.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Interrupting invocations that have not ended within {}", options.grace());
                threads.shutdownNow();
                threads.awaitTermination(options.grace().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }
}
