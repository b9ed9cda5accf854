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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
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

    private final Endpoint endpoint;
    private final Duration requestTimeout;
    private final RetryPolicy retry;
    private final @Nullable ServiceCredentials credentials;
    private final HttpClient http;

    /** Waits 15 seconds for each answer, and tries six times within some seconds. */
    public HttpCheckpointClient(URI endpoint) {
        this(endpoint, REQUEST_TIMEOUT, RETRY);
    }

    /** The same, and tells the service who asks, if with credentials. */
    public HttpCheckpointClient(URI endpoint, @Nullable ServiceCredentials credentials) {
        this(new Endpoint(endpoint), REQUEST_TIMEOUT, RETRY, credentials);
    }

    /**
     * Creates a client.
     *
     * @param endpoint the service's address, such as {@code http://localhost:8080}
     * @param requestTimeout how long to wait for each answer
     * @param retry how often to try, and the pauses between; kinds of exceptions do not matter
     */
    public HttpCheckpointClient(URI endpoint, Duration requestTimeout, RetryPolicy retry) {
        this(new Endpoint(endpoint), requestTimeout, retry, null);
    }

    private HttpCheckpointClient(
            Endpoint endpoint, Duration requestTimeout, RetryPolicy retry, @Nullable ServiceCredentials credentials) {
        this.endpoint = endpoint;
        this.requestTimeout = requestTimeout;
        this.retry = retry;
        this.credentials = credentials;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(requestTimeout)
                .build();
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
                Endpoint.of(environment), REQUEST_TIMEOUT, RETRY, ServiceCredentials.of(environment));
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var uri = endpoint.checkpoint(executionArn);
        var body = ProtocolJson.writeCheckpointRequest(request);
        var post = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        sign(post, "POST", uri, body);
        return read(send(post), ProtocolJson::readCheckpointResponse);
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        var uri = endpoint.state(executionArn, checkpointToken, marker);
        var get = HttpRequest.newBuilder(uri);
        sign(get, "GET", uri, new byte[0]);
        return read(send(get), ProtocolJson::readState);
    }

    /** Once for all tries: a signature is good for longer than they take. */
    private void sign(HttpRequest.Builder request, String method, URI uri, byte[] body) {
        switch (credentials) {
            case null -> {}
            case ApiKey key -> request.header("Authorization", key.authorization());
            case AccessKey key ->
                new RequestSigner(key, "us-east-1", InstantSource.system()).sign(request, method, uri, body);
        }
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

    private byte[] send(HttpRequest.Builder builder) {
        var request = builder.timeout(requestTimeout).build();
        try {
            for (int attempt = 1; ; attempt++) {
                var answer = attempt < retry.maxAttempts() ? tryOnce(request) : lastTry(request);
                if (answer != null) {
                    return answer;
                }
                Thread.sleep(retry.backoff()
                        .delayAfter(attempt, ThreadLocalRandom.current().nextDouble()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InvocationInterrupted("a checkpoint", stopped);
        }
    }

    /** The answer, or null when it is worth trying again. */
    private byte @Nullable [] tryOnce(HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            return ServiceError.isTransient(answer.statusCode()) ? null : accepted(answer);
        } catch (IOException unreachable) {
            return null;
        }
    }

    private byte[] lastTry(HttpRequest request) throws InterruptedException {
        try {
            return accepted(http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException unreachable) {
            throw new CheckpointUnavailable(
                    "Expected the service at %s to answer, but after %d tries it has not: %s. Is it running, and is the address right?"
                            .formatted(endpoint.base(), retry.maxAttempts(), unreachable),
                    unreachable);
        }
    }

    private byte[] accepted(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw ServiceError.of(endpoint.base(), answer);
        }
        return answer.body();
    }

    /** Lets requests that are under way end, then frees the connections. */
    @Override
    public void close() {
        http.close();
    }
}
