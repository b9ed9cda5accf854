package dev.reprise.workflow.http;

import dev.reprise.workflow.InvocationInterrupted;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the service over HTTP/1.1. What fails in passing (no connection, no answer in time, 429, 5xx) is tried again,
 * checkpoints with the same client token, so that none is recorded twice. Any thread may use it.
 */
public final class HttpCheckpointClient implements CheckpointClient, AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
    private static final RetryPolicy RETRY = RetryPolicy.exponential(6, Duration.ofMillis(100))
            .cap(Duration.ofSeconds(2))
            .jitter(0.5);
    private static final Patience PATIENCE = new Patience(REQUEST_TIMEOUT, RETRY, null);

    private final Endpoint endpoint;
    private final Patience patience;
    private final @Nullable ServiceCredentials credentials;
    private final Connections connections;

    /** Waits 15 seconds for each answer, and tries six times within some seconds. */
    public HttpCheckpointClient(URI endpoint) {
        this(endpoint, REQUEST_TIMEOUT, RETRY);
    }

    /** The same, and tells the service who asks, if with credentials. */
    public HttpCheckpointClient(URI endpoint, @Nullable ServiceCredentials credentials) {
        this(new Endpoint(endpoint), PATIENCE, credentials, new Connections(REQUEST_TIMEOUT));
    }

    /**
     * Creates a client.
     *
     * @param endpoint the service's address, such as {@code http://localhost:8080}
     * @param requestTimeout how long to wait for each answer
     * @param retry how often to try, and the pauses between; kinds of exceptions do not matter
     */
    public HttpCheckpointClient(URI endpoint, Duration requestTimeout, RetryPolicy retry) {
        this(new Endpoint(endpoint), new Patience(requestTimeout, retry, null), null, new Connections(requestTimeout));
    }

    private HttpCheckpointClient(
            Endpoint endpoint, Patience patience, @Nullable ServiceCredentials credentials, Connections connections) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.credentials = credentials;
        this.connections = connections;
    }

    /**
     * Finds the service by the environment: {@code REPRISE_ENDPOINT}, or else {@code AWS_ENDPOINT_URL_LAMBDA}. Tells
     * who asks with what {@link ServiceCredentials#of} finds there.
     *
     * @throws dev.reprise.core.InvalidValue when neither is set
     */
    public static HttpCheckpointClient fromEnvironment() {
        var environment = System.getenv();
        return new HttpCheckpointClient(
                Endpoint.of(environment),
                PATIENCE,
                ServiceCredentials.of(environment),
                new Connections(REQUEST_TIMEOUT));
    }

    @Override
    public CheckpointClient until(Instant giveUpAt) {
        return new HttpCheckpointClient(endpoint, patience.until(giveUpAt), credentials, connections);
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var uri = endpoint.checkpoint(executionArn);
        var body = ProtocolJson.writeCheckpointRequest(request);
        return read(
                send(() -> signed(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body)),
                        "POST",
                        uri,
                        body)),
                ProtocolJson::readCheckpointResponse);
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        var uri = endpoint.state(executionArn, checkpointToken, marker);
        return read(send(() -> signed(HttpRequest.newBuilder(uri), "GET", uri, new byte[0])), ProtocolJson::readState);
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

    private <T> T read(byte[] body, Function<byte[], T> reader) {
        try {
            return reader.apply(body);
        } catch (ProtocolViolation unreadable) {
            throw new CheckpointUnavailable(
                    "Expected an answer of the durable protocol from %s, but found something else: %s"
                            .formatted(endpoint.base(), unreadable.getMessage()),
                    unreadable);
        }
    }

    private byte[] send(Supplier<HttpRequest.Builder> request) {
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
            throw new InvocationInterrupted("a checkpoint", stopped);
        }
    }

    private HttpResponse<byte[]> exchange(Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        return connections
                .open()
                .send(request.get().timeout(patience.forAnswer()).build(), BodyHandlers.ofByteArray());
    }

    /** The answer, or null when it is worth trying again. */
    private byte @Nullable [] tryOnce(Supplier<HttpRequest.Builder> request) throws InterruptedException {
        try {
            var answer = exchange(request);
            return ServiceError.isTransient(answer.statusCode()) ? null : accepted(answer);
        } catch (IOException unreachable) {
            return null;
        }
    }

    private byte[] lastTry(Supplier<HttpRequest.Builder> request, int attempt) throws InterruptedException {
        try {
            return accepted(exchange(request));
        } catch (IOException unreachable) {
            throw new CheckpointUnavailable(
                    "Expected the service at %s to answer, but after %d tries it has not: %s. Is it running, and is the address right?"
                            .formatted(endpoint.base(), attempt, unreachable),
                    unreachable);
        }
    }

    private byte[] accepted(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw ServiceError.of(endpoint.base(), answer);
        }
        return answer.body();
    }

    /**
     * Lets requests that are under way end, then frees the connections. Whoever asks afterwards opens new ones: so a process
     * of which a snapshot is taken takes none into it.
     */
    @Override
    public void close() {
        connections.close();
    }
}
