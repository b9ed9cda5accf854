package dev.reprise.workflow.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP client that is made when it is needed, and again after it was closed. Thread-safe. */
final class Connections implements AutoCloseable {
    private final Duration connectTimeout;
    private @Nullable HttpClient http;

    Connections(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    synchronized HttpClient open() {
        var opened = http;
        if (opened == null) {
            opened = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(connectTimeout)
                    .executor(Executors.newVirtualThreadPerTaskExecutor()) // cheaper to wake than a pool's
                    .build();
            http = opened;
        }
        return opened;
    }

    /** Lets requests that are under way end, then frees the connections. */
    @Override
    public void close() {
        HttpClient opened;
        synchronized (this) {
            opened = http;
            http = null;
        }
        if (opened != null) {
            opened.close();
        }
    }
}
