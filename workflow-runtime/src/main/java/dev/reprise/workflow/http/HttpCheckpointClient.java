package dev.reprise.workflow.http;

import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.protocol.CheckpointAnswer;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the service over HTTP/1.1. What fails in passing (no connection, no answer in time, 429, 5xx) is tried again,
 * checkpoints with the same client token, so that none is recorded twice. Checkpoints of many executions that are made at
 * the same time share requests; a lone one waits for no other. Any thread may use it.
 */
public final class HttpCheckpointClient implements CheckpointClient, AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
    private static final RetryPolicy RETRY = RetryPolicy.exponential(6, Duration.ofMillis(100))
            .cap(Duration.ofSeconds(2))
            .jitter(0.5);
    private static final Patience PATIENCE = new Patience(REQUEST_TIMEOUT, RETRY, null);

    private final ServiceCalls calls;
    private final CheckpointBatches batches;

    /** Waits 15 seconds for each answer, and tries six times within some seconds. */
    public HttpCheckpointClient(URI endpoint) {
        this(endpoint, REQUEST_TIMEOUT, RETRY);
    }

    /** The same, and tells the service who asks, if with credentials. */
    public HttpCheckpointClient(URI endpoint, @Nullable ServiceCredentials credentials) {
        this(new ServiceCalls(new Endpoint(endpoint), PATIENCE, credentials, new Connections(REQUEST_TIMEOUT)));
    }

    /**
     * Creates a client.
     *
     * @param endpoint the service's address, such as {@code http://localhost:8080}
     * @param requestTimeout how long to wait for each answer
     * @param retry how often to try, and the pauses between; kinds of exceptions do not matter
     */
    public HttpCheckpointClient(URI endpoint, Duration requestTimeout, RetryPolicy retry) {
        this(new ServiceCalls(
                new Endpoint(endpoint),
                new Patience(requestTimeout, retry, null),
                null,
                new Connections(requestTimeout)));
    }

    private HttpCheckpointClient(ServiceCalls calls) {
        this(calls, new CheckpointBatches(calls, CheckpointBatches.LONGEST_GATHERING, System::nanoTime));
    }

    HttpCheckpointClient(ServiceCalls calls, CheckpointBatches batches) {
        this.calls = calls;
        this.batches = batches;
    }

    /**
     * Finds the service by the environment: {@code REPRISE_ENDPOINT}, or else {@code AWS_ENDPOINT_URL_LAMBDA}. Tells
     * who asks with what {@link ServiceCredentials#of} finds there.
     *
     * @throws dev.reprise.core.InvalidValue when neither is set
     */
    public static HttpCheckpointClient fromEnvironment() {
        var environment = System.getenv();
        return new HttpCheckpointClient(new ServiceCalls(
                Endpoint.of(environment),
                PATIENCE,
                ServiceCredentials.of(environment),
                new Connections(REQUEST_TIMEOUT)));
    }

    @Override
    public HttpCheckpointClient until(Instant giveUpAt) {
        return new HttpCheckpointClient(calls.until(giveUpAt), batches);
    }

    /** The way to invocations that wait on a topic, over the same connections. */
    public HttpTaskClient tasks() {
        return new HttpTaskClient(calls);
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        try {
            var answer = calls.patiently(() -> batches.ask(calls, executionArn, request), CheckpointAnswer::status);
            var response = answer.response();
            if (response == null) {
                throw ServiceError.of(calls.endpoint().base(), answer);
            }
            return response;
        } catch (ProtocolViolation unreadable) {
            throw notTheProtocol(unreadable);
        }
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        var answer = calls.get(calls.endpoint().state(executionArn, checkpointToken, marker));
        if (answer.statusCode() != 200) {
            throw ServiceError.of(calls.endpoint().base(), answer);
        }
        try {
            return ProtocolJson.readState(answer.body());
        } catch (ProtocolViolation unreadable) {
            throw notTheProtocol(unreadable);
        }
    }

    private CheckpointUnavailable notTheProtocol(ProtocolViolation unreadable) {
        return new CheckpointUnavailable(
                "Expected an answer of the durable protocol from %s, but found something else: %s"
                        .formatted(calls.endpoint().base(), unreadable.getMessage()),
                unreadable);
    }

    /**
     * Lets requests that are under way end, then frees the connections. Whoever asks afterwards opens new ones: so a process
     * of which a snapshot is taken takes none into it.
     */
    @Override
    public void close() {
        calls.connections().close();
    }
}
