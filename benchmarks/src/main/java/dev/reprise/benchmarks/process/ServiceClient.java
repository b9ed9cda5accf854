package dev.reprise.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A caller of the service's own API. Thread-safe. */
public final class ServiceClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AT_MOST = Duration.ofSeconds(90);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);
    private static final int WAIT_SECONDS = 60;
    private static final long LOOK_MILLIS = 2;

    private final String url;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(threads)
            .build();

    ServiceClient(String url) {
        this.url = url;
    }

    /** The service's address. */
    public String url() {
        return url;
    }

    boolean isReady() {
        try {
            return send("GET", "/q/health/ready", "").statusCode() == 200;
        } catch (IOException notThereYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Registers a function. */
    public void register(String function, String target) throws IOException, InterruptedException {
        expect(
                send(
                        "PUT",
                        "/api/v1/functions/" + function,
                        "{\"target\":\"%s\",\"maxConcurrency\":10000,\"maxOperations\":1000000,\"maxBytes\":1000000000}"
                                .formatted(target)),
                200,
                201);
    }

    /** Waits until the node knows a function: another node may have registered it. */
    public void awaitFunction(String function) throws IOException, InterruptedException {
        while (send("GET", "/api/v1/functions/" + function, "").statusCode() == 404) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Starts an execution and gives its id. */
    public String start(String function, String input) throws IOException, InterruptedException {
        return started(send("POST", "/api/v1/functions/%s/executions".formatted(function), input));
    }

    /** Starts an execution under a name and gives its id. */
    public String start(String function, String name, String input) throws IOException, InterruptedException {
        return started(send("POST", "/api/v1/functions/%s/executions?name=%s".formatted(function, name), input));
    }

    private static String started(HttpResponse<String> answer) throws IOException {
        return json(expect(answer, 201)).path("executionId").asText();
    }

    /** Sends a signal without content. */
    public void signal(String execution, String name) throws IOException, InterruptedException {
        expect(send("POST", "/api/v1/executions/%s/signals/%s".formatted(execution, name), "null"), 202);
    }

    /** Waits until an execution has ended, and gives its result. */
    public JsonNode awaitResult(String execution) throws IOException, InterruptedException {
        return json(expect(
                send("GET", "/api/v1/executions/%s/result?waitSeconds=%d".formatted(execution, WAIT_SECONDS), ""),
                200));
    }

    /** Waits until an execution's code has run and waits for something. */
    public void awaitSuspended(String execution) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        while (true) {
            var found = json(expect(send("GET", "/api/v1/executions/" + execution, ""), 200));
            if (found.path("invocation").asText().equals("SUSPENDED")) {
                return;
            }
            if (System.nanoTime() > deadline || found.hasNonNull("endedAt")) {
                throw new IOException("Expected execution %s to wait, but found %s".formatted(execution, found));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(AT_MOST)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String expect(HttpResponse<String> answer, int... statuses) throws IOException {
        for (int status : statuses) {
            if (answer.statusCode() == status) {
                return answer.body();
            }
        }
        throw new IOException("Expected %s to be answered with %d, but found %d: %s"
                .formatted(answer.request(), statuses[0], answer.statusCode(), answer.body()));
    }

    private static JsonNode json(String body) throws IOException {
        return JSON.readTree(body);
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
