package dev.reprise.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The service's own API, for what AWS's has no word for: where the code of a function is, and waiting for an end. */
final class Rest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String url;

    Rest(String url) {
        this.url = url;
    }

    HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(Await.AT_MOST_SECONDS))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for something that must be there. */
    JsonNode get(String path) {
        return ok(send("GET", path, ""));
    }

    JsonNode ok(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("Expected %s to succeed, but found %d: %s"
                    .formatted(response.request(), response.statusCode(), response.body()));
        }
        return json(response.body());
    }

    boolean isReady() {
        try {
            return send("GET", "/q/health/ready", "").statusCode() == 200;
        } catch (UncheckedIOException notThereYet) {
            return false;
        }
    }

    void register(String function, String registration) {
        ok(send("PUT", "/api/v1/functions/" + function, registration));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but found: " + text, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
