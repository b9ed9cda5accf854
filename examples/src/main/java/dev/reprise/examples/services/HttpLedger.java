package dev.reprise.examples.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A ledger in another process, as real services are. Entries are lines of key, effect and outcome, separated by tabs:
 * {@code GET effects} answers all, {@code GET effects/KEY} one, {@code PUT effects/KEY} adds one. Thread-safe.
 */
public final class HttpLedger implements Ledger {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;

    /** At an address, which ends with a slash. */
    public HttpLedger(URI url) {
        this.url = url;
    }

    @Override
    public Optional<Entry> find(String key) {
        var response = send(request(key).GET().build());
        return switch (response.statusCode()) {
            case OK -> Optional.of(entry(response.body().strip()));
            case NOT_FOUND -> Optional.empty();
            default -> throw unexpected(response);
        };
    }

    @Override
    public void add(Entry entry) {
        var body = BodyPublishers.ofString(String.join("\t", entry.key(), entry.effect(), entry.outcome()));
        var response = send(request(entry.key()).PUT(body).build());
        if (response.statusCode() != NO_CONTENT) {
            throw unexpected(response);
        }
    }

    @Override
    public List<Entry> entries() {
        var response = send(
                HttpRequest.newBuilder(url.resolve("effects")).timeout(PATIENCE).build());
        if (response.statusCode() != OK) {
            throw unexpected(response);
        }
        return response.body().lines().map(HttpLedger::entry).toList();
    }

    private HttpRequest.Builder request(String key) {
        var path = "effects/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an answer from the services at " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the services at " + url + " were asked", e);
        }
    }

    private static Entry entry(String line) {
        var parts = line.split("\t", -1);
        return new Entry(parts[0], parts[1], parts[2]);
    }

    private static IllegalStateException unexpected(HttpResponse<String> response) {
        return new IllegalStateException("Expected the services to answer %s, but found status %d: %s"
                .formatted(response.request(), response.statusCode(), response.body()));
    }
}
