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
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
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
        return patiently(
                () -> exchange(signed(HttpRequest.newBuilder(uri), "GET", uri, new byte[0])), HttpResponse::statusCode);
    }

    /**
     * Posts JSON.
     *
     * @param headers names and values, one after the other
     */
    HttpResponse<byte[]> post(URI uri, byte[] body, String... headers) {
        return patiently(() -> postOnce(uri, body, headers), HttpResponse::statusCode);
    }

    /** Posts JSON, and does not try again. */
    HttpResponse<byte[]> postOnce(URI uri, byte[] body, String... headers) throws IOException, InterruptedException {
        return exchange(posting(uri, body, headers));
    }

    /** Posts JSON without waiting for the answer, and does not try again. */
    CompletableFuture<HttpResponse<byte[]>> postAsync(URI uri, byte[] body) {
        return connections.open().sendAsync(timed(posting(uri, body)), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder posting(URI uri, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return signed(request, "POST", uri, body);
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

    /** One try of something that the service is asked for. */
    @FunctionalInterface
    interface Try<A> {
        A ask() throws IOException, InterruptedException;
    }

    /**
     * Tries until there is an answer that will not change soon, or until patience is at its end.
     *
     * @param status the HTTP status of an answer
     */
    <A> A patiently(Try<A> request, ToIntFunction<A> status) {
        try {
            for (int attempt = 1; ; attempt++) {
                var pause = patience.pauseAfter(attempt);
                if (pause == null) {
                    return lastTry(request, attempt);
                }
                var answer = tryOnce(request, status);
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
    private static <A> @Nullable A tryOnce(Try<A> request, ToIntFunction<A> status) throws InterruptedException {
        try {
            var answer = request.ask();
            return ServiceError.isTransient(status.applyAsInt(answer)) ? null : answer;
        } catch (IOException unreachable) {
            return null;
        }
    }

    private <A> A lastTry(Try<A> request, int attempt) throws InterruptedException {
        try {
            return request.ask();
        } catch (IOException unreachable) {
            throw new CheckpointUnavailable(
                    "Expected the service at %s to answer, but after %d tries it has not: %s. Is it running, and is the address right?"
                            .formatted(endpoint.base(), attempt, unreachable),
                    unreachable);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return connections.open().send(timed(request), BodyHandlers.ofByteArray());
    }

    private HttpRequest timed(HttpRequest.Builder request) {
        return request.timeout(patience.forAnswer()).build();
    }
}
