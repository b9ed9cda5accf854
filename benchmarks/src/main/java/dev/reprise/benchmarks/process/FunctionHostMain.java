package dev.reprise.benchmarks.process;

import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Serves the functions over HTTP with our own SDK, for as long as whoever started it is there: {@code SERVICE-URL}. */
final class FunctionHostMain {
    static final String READY = "READY ";

    private FunctionHostMain() {}

    public static void main(String... arguments) throws IOException {
        var options = HttpHostOptions.loopback(0).grace(Duration.ofSeconds(1));
        try (var client = new HttpCheckpointClient(URI.create(arguments[0]));
                var host = HttpFunctionHost.start(BenchmarkFunctions.host(), client, options)) {
            System.out.println(READY + host.address().getPort());
            Lifeline.await();
        }
        System.exit(0);
    }
}
