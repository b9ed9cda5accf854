package dev.reprise.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.cli.process.Readiness;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The service's API, as any client would use it. */
final class ServiceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Readiness readiness = new Readiness();
    private final String url;

    ServiceClient(String url) {
        this.url = url;
    }

    /** Whether the service answers and can do everything. */
    boolean isReady() {
        return readiness.of(url);
    }

    /** Whether the function is known; the service registers its own while it already serves. */
    boolean hasFunction(String function) {
        return send(get("/api/v1/functions/" + function)).statusCode() == 200;
    }

    /** Starts an execution, and tells its id. */
    String start(String function, String name, String input) {
        var path = "/api/v1/functions/%s/executions?name=%s".formatted(function, name);
        return json(expected(send(post(path, input)), 201)).get("executionId").asText();
    }

    /** What the API says of an execution. */
    JsonNode execution(String id) {
        return json(expected(send(get("/api/v1/executions/" + id)), 200));
    }

    /** What an execution waits for. */
    JsonNode openOperations(String id) {
        return json(expected(send(get("/api/v1/executions/" + id + "/operations?open=true")), 200))
                .get("operations");
    }

    /** Sends a signal. */
    void signal(String id, String name, String content) {
        expected(send(post("/api/v1/executions/%s/signals/%s".formatted(id, name), content)), 202);
    }

    /** The result, if there is one after some seconds. */
    Optional<String> result(String id) {
        var response = send(get("/api/v1/executions/" + id + "/result?waitSeconds=5"));
        return response.statusCode() == 202 ? Optional.empty() : Optional.of(expected(response, 200));
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
    }

    private HttpRequest post(String path, String json) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure("Expected an answer to %s, but: %s".formatted(request, e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static String expected(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new CommandFailure("Expected status %d of %s, but found %d: %s"
                    .formatted(status, response.request(), response.statusCode(), response.body()));
        }
        return response.body();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CommandFailure("Expected JSON from the service, but found: " + text, e);
        }
    }

    private static CommandFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandFailure("Interrupted.", e);
    }
}
