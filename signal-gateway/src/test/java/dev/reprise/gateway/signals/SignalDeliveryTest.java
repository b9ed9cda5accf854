package dev.reprise.gateway.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.gateway.Executions;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.signals.SignalDelivery.Delivered.TakenIn;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a message is taken for, and which id it has. */
class SignalDeliveryTest {
    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final ExecutionId execution = Executions.started(journal);
    private final SignalDelivery delivery = SignalDelivery.open(
            new Topics("test."),
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            journal,
            new CompleteCallback(journal, new Seal(List.of(new byte[32]))),
            new GatewayMetrics(new SimpleMeterRegistry(), new RunningInvocations()));

    @AfterEach
    void close() {
        delivery.close();
    }

    private SignalDelivery.Delivered take(String id, String body, Map<String, String> attributes) {
        return delivery.take(SignalMessage.from("here", id, body.getBytes(UTF_8), attributes));
    }

    private SignalReceived last() {
        return (SignalReceived) journal.records().getLast();
    }

    private String signal(String more) {
        return "{\"execution\":\"%s\",\"signal\":\"go\",\"payload\":1%s}".formatted(execution, more);
    }

    private static String event(String detail) {
        return "{\"id\":\"e-1\",\"detail-type\":\"t\",\"source\":\"s\",\"detail\":%s}".formatted(detail);
    }

    private static String notification(String message) {
        return "{\"Type\":\"Notification\",\"MessageId\":\"n-1\",\"Message\":\"%s\"}"
                .formatted(message.replace("\"", "\\\""));
    }

    @Test
    void aSignalIsKnownByTheIdThatItNamesItself() {
        take("m-1", event(signal(",\"signalId\":\"own\"")), Map.of());

        assertThat(last().signalId()).isEqualTo("own");
    }

    @Test
    void aSignalIsKnownByTheInnermostEnvelopeThatHasAnId() {
        take("m-1", notification(event(signal(""))), Map.of());

        assertThat(last().signalId()).isEqualTo("e-1");
        assertThat(last().payload()).isEqualTo(Payload.of("1"));
    }

    @Test
    void aSignalIsKnownByItsMessageOrElseByNothing() {
        take("m-1", signal(""), Map.of());
        var known = last().signalId();
        take(null, signal(""), Map.of());

        assertThat(known).isEqualTo("m-1");
        assertThat(last().signalId()).isNull();
    }

    @Test
    void theSameMessageCountsOnce() {
        assertThat(take("m-1", signal(""), Map.of())).isEqualTo(new TakenIn(false));
        assertThat(take("m-1", signal(""), Map.of())).isEqualTo(new TakenIn(true));
    }

    @Test
    void whereAttributesSayItAllTheBodyIsThePayloadAlsoWhenItLooksLikeAnEnvelope() {
        var body = event("{\"a\":1}");

        take("m-1", body, Map.of("reprise-execution", execution.toString(), "reprise-signal", "go"));

        assertThat(last().payload()).isEqualTo(Payload.of(body));
        assertThat(last().signalId()).isEqualTo("m-1");
    }
}
