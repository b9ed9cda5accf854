package dev.reprise.workflow.http;

import dev.reprise.workflow.InvocationInterrupted;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the service, and again where they failed in passing: no connection, no answer in time, 429, 5xx. Any
 * thread may use it.
 *
 * @param credentials what tells the service who asks; null for nobody
 */
record ServiceCalls(
        Endpoint endpoint, Patience patience, @Nullable ServiceCredentials credentials, Connections connections) {
    ServiceCalls until(Instant giveUpAt) {
        return new ServiceCalls(endpoint, patience.until(giveUpAt), credentials, connections);
    }

    HttpResponse<byte[]> get(URI uri) {
        return send(() -> signed(HttpRequest.newBuilder(uri), "GET", uri, new byte[0]));
    }

    /**
     * Posts JSON.
     *
     * @param headers names and values, one after the other
     */
    HttpResponse<byte[]> post(URI uri, byte[] body, String... headers) {
        return send(() -> {
            var request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return signed(request, "POST", uri, body);
        });
    }

    /** For each try again: a signature is good for minutes, and tries may go on for longer. */
    private HttpRequest.Builder signed(HttpRequest.Builder request, String method, URI uri, byte[] body) {
        switch (credentials) {
            case null -> {}
            case ApiKey key -> request.header("Authorization", key.authorization());
            case AccessKey key ->
                new RequestSigner(key, "us-east-1", InstantSource.system()).sign(request, method, uri, body);
        }
        return request;
    }

    private HttpResponse<byte[]> send(Supplier<HttpRequest.Builder> request) {
        try {
            for (int attempt = 1; ; attempt++) {
                var pause = patience.pauseAfter(attempt);
                if (pause == null) {
                    return lastTry(request, attempt);
                }
                var answer = tryOnce(request);
                if (answer != null) {
                    return answer;
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InvocationInterrupted("a call of the service", stopped);
        }
    }

    /** The answer, or null when it is worth trying again. */
    private @Nullable HttpResponse<byte[]> tryOnce(Supplier<HttpRequest.Builder> request) throws InterruptedException {
        try {
            var answer = exchange(request);
            return ServiceError.isTransient(answer.statusCode()) ? null : answer;
        } catch (IOException unreachable) {
            return null;
        }
    }

    private HttpResponse<byte[]> lastTry(Supplier<HttpRequest.Builder> request, int attempt)
            throws InterruptedException {
        try {
            return exchange(request);
        } catch (IOException unreachable) {
            throw new CheckpointUnavailable(
                    "Expected the service at %s to answer, but after %d tries it has not: %s. Is it running, and is the address right?"
                            .formatted(endpoint.base(), attempt, unreachable),
                    unreachable);
        }
    }

    private HttpResponse<byte[]> exchange(Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        return connections
                .open()
                .send(request.get().timeout(patience.forAnswer()).build(), BodyHandlers.ofByteArray());
    }
}
