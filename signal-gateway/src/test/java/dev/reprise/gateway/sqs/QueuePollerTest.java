package dev.reprise.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.gateway.Await;
import dev.reprise.gateway.Executions;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.QueueStandIn;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.signals.SignalDelivery;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.streams.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A queue that is read while the journal cannot always be reached. */
class QueuePollerTest {
    private static QueueStandIn queues;
    private static SqsAsyncClient sqs;

    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters, new RunningInvocations());
    private final ExecutionId execution = Executions.started(journal);
    private final Journal flaky = (Journal) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> method.getName().equals("submit") && isRefused(arguments[0])
                    ? CompletableFuture.failedFuture(new JournalUnavailable("Nobody owns the partition just now"))
                    : method.invoke(journal, arguments));
    private final SignalDelivery delivery = SignalDelivery.open(
            new Topics("test."),
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            flaky,
            new CompleteCallback(journal, new Seal(List.of(new byte[32]))),
            metrics);
    private volatile String refused = "";

    @BeforeAll
    static void begin() {
        queues = QueueStandIn.start();
        sqs = SqsAsyncClient.builder()
                .endpointOverride(queues.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    @AfterAll
    static void end() {
        sqs.close();
        queues.close();
    }

    @AfterEach
    void close() {
        delivery.close();
    }

    private boolean isRefused(Object record) {
        return record instanceof SignalReceived signal
                && signal.payload().text().equals(refused);
    }

    private QueuePoller poll(String queue) {
        var settings = new SqsSettings(List.of(queue), queues.endpoint(), null, Duration.ofSeconds(1), 1);
        return new QueuePoller(queue, settings, sqs, delivery, metrics);
    }

    private String signal(String payload) {
        return "{\"execution\":\"%s\",\"signal\":\"go\",\"payload\":%s}".formatted(execution, payload);
    }

    private double count(String queue, String outcome) {
        return meters.counter("reprise.sqs.messages", "queue", queue, "outcome", outcome)
                .count();
    }

    private List<String> received() {
        return journal.records().stream()
                .filter(SignalReceived.class::isInstance)
                .map(record -> ((SignalReceived) record).payload().text())
                .toList();
    }

    @Test
    void whileTheJournalIsUnavailableAMessageIsLeftAndComesBack() {
        var queue = queues.create("flaky");
        refused = "1";
        queues.send(queue, signal("1"));

        try (var poller = poll(queue)) {
            Await.until("it is left", () -> count(queue, "left") >= 1, journal::toString);
            assertThat(queues.size(queue)).isEqualTo(1);
            assertThat(received()).isEmpty();
            refused = "";
            Await.until("it is deleted", () -> queues.size(queue) == 0, journal::toString);
        }

        assertThat(received()).containsExactly("1");
    }

    @Test
    void whatFollowsInItsGroupWaitsForTheOneThatIsLeft() {
        var queue = queues.create("flaky.fifo");
        refused = "1";
        for (var payload : List.of("1", "2", "3")) {
            queues.send(SendMessageRequest.builder()
                    .queueUrl(queue)
                    .messageBody(signal(payload))
                    .messageGroupId("g")
                    .messageDeduplicationId(payload)
                    .build());
        }

        try (var poller = poll(queue)) {
            Await.until("they are left", () -> count(queue, "left") >= 3, journal::toString);
            assertThat(received()).isEmpty();
            refused = "";
            Await.until("they are deleted", () -> queues.size(queue) == 0, journal::toString);
        }

        assertThat(received()).containsExactly("1", "2", "3");
    }

    @Test
    void onceItIsClosedItTakesNoMore() {
        var queue = queues.create("closed");
        queues.send(queue, signal("1"));
        try (var poller = poll(queue)) {
            Await.until("it is deleted", () -> queues.size(queue) == 0, journal::toString);
        }

        queues.send(queue, signal("2"));

        // SQS may have given it to the request that was under way; then it comes back like any that was left.
        Await.until("it is there to be had", () -> queues.take(queue).contains(signal("2")), journal::toString);
        assertThat(received()).containsExactly("1");
    }

    @Test
    void aQueueThatThereIsNotIsAskedForAgainAndSeenInTheMetrics() {
        var queue = queues.endpoint() + "/000000000000/nowhere";

        try (var poller = poll(queue)) {
            Await.until(
                    "it has failed twice",
                    () -> meters.counter("reprise.sqs.failures", "queue", queue).count() >= 2,
                    meters::getMetersAsString);
        }
    }
}
