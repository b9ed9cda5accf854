package dev.reprise.cli.chaos.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.workflow.StepContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The world outside, as the functions see it: it notes what they do before they do anything else. Thread-safe. */
final class World {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NO_CONTENT = 204;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI url;
    private final String host;

    /**
     * The world at an address.
     *
     * @param host what this process is called
     */
    World(URI url, String host) {
        this.url = url;
        this.host = host;
    }

    /** Notes that the body of a step begins, and gives the name of this run of it. */
    String begins(String execution, boolean atMostOnce) {
        var step = StepContext.current();
        var run = UUID.randomUUID().toString();
        post(
                "runs",
                Map.of(
                        "execution", execution,
                        "step", step.name(),
                        "key", step.idempotencyKey(),
                        "attempt", step.attempt(),
                        "run", run,
                        "atMostOnce", atMostOnce,
                        "host", host));
        return run;
    }

    /** Asks for an answer to a callback. */
    void asks(String execution, String callbackId) {
        post("questions", Map.of("execution", execution, "callbackId", callbackId));
    }

    private void post(String path, Map<String, Object> content) {
        try {
            var request = HttpRequest.newBuilder(url.resolve(path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(content)))
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != NO_CONTENT) {
                throw new IllegalStateException("Expected the world to take a note, but found status " + status);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a note to be expressible in JSON, but it is not", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the world at " + url + " to answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the world was told", e);
        }
    }
}
