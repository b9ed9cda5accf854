package dev.reprise.signals.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {
    private static final Invocation LONG = new Invocation(60_000);
    private static final Invocation SHORT = new Invocation(900);

    private final ServiceDouble service = new ServiceDouble();
    private final SqsHandler sqs = new SqsHandler(service.service());

    @AfterEach
    void close() {
        service.close();
    }

    private static String message(String id, String body) {
        return Events.sqsRecord(Events.QUEUE, id, null, body);
    }

    private static String ofGroup(String id, String group) {
        return Events.sqsRecord(Events.QUEUE + ".fifo", id, group, id);
    }

    private String answer(SQSEvent event, Invocation invocation) throws JsonProcessingException {
        return Events.JSON.writeValueAsString(sqs.handleRequest(event, invocation));
    }

    @Test
    void aMessageIsHandedOverAsItCame() throws JsonProcessingException {
        var answer = answer(Events.sqs(List.of(message("m-1", "{\"a\": 1.0}\nü"))), LONG);

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(service.requests())
                .containsExactly(new ServiceDouble.Request(
                        "source=%s&messageId=m-1&signal=review".formatted(Events.QUEUE),
                        "Bearer k3y",
                        "{\"a\": 1.0}\nü"));
    }

    @Test
    void onlyMessagesThatTheServiceDoesNotTakeComeAgain() throws JsonProcessingException {
        service.answer(request -> request.body().equals("bad") ? 403 : 202);

        var answer = answer(Events.sqs(List.of(message("m-1", "good"), message("m-2", "bad"))), LONG);

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-2\"}]}");
        assertThat(service.requests()).as("asking again changes nothing").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void troubleThatMayPassIsTriedAgain(int status) throws JsonProcessingException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        service.answer(request -> seen.add(request.body()) ? status : 202);

        var answer = answer(Events.sqs(List.of(message("m-1", "x"))), LONG);

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void whatIsNotTakenInTimeComesAgain() throws JsonProcessingException {
        service.answer(request -> 503);

        var answer = answer(Events.sqs(List.of(message("m-1", "x"))), SHORT);

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
    }

    @Test
    void aServiceThatIsNotThereFailsNoMoreThanTheMessages() throws JsonProcessingException {
        service.close();

        var answer = answer(Events.sqs(List.of(message("m-1", "x"), message("m-2", "y"))), SHORT);

        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"},{\"itemIdentifier\":\"m-2\"}]}");
    }

    @Test
    void afterOneOfAGroupThatIsNotTakenNoneOfThatGroupIsHandedOver() throws JsonProcessingException {
        service.answer(request -> request.body().equals("a2") ? 403 : 202);

        var answer = answer(
                Events.sqs(List.of(
                        ofGroup("a1", "a"),
                        ofGroup("b1", "b"),
                        ofGroup("a2", "a"),
                        ofGroup("a3", "a"),
                        ofGroup("b2", "b"))),
                LONG);

        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"a2\"},{\"itemIdentifier\":\"a3\"}]}");
        assertThat(service.requests())
                .extracting(ServiceDouble.Request::body)
                .contains("a1", "a2", "b1", "b2")
                .doesNotContain("a3");
        assertThat(service.requests().getFirst().query()).contains("&deduplicationId=d-");
    }

    @Test
    void attributesThatAreTooLongAreLeftOutRatherThanTheMessage() throws JsonProcessingException {
        service.answer(request -> request.query().contains("signal=") ? 414 : 202);

        assertThat(answer(Events.sqs(List.of(message("m-1", "x"))), LONG)).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void aNotificationIsHandedOverOrFailsTheInvocation() {
        var sns = new SnsHandler(service.service());

        sns.handleRequest(Events.sns("n-1", "order/o-1", "approve"), LONG);
        service.answer(request -> 401);

        assertThatThrownBy(() -> sns.handleRequest(Events.sns("n-2", "order/o-1", "approve"), LONG))
                .isInstanceOf(NotHandedOver.class)
                .hasMessageContaining("n-2");
        assertThat(service.requests().getFirst())
                .isEqualTo(new ServiceDouble.Request(
                        "source=%s&messageId=n-1&execution=order/o-1".formatted(Events.TOPIC),
                        "Bearer k3y",
                        "approve"));
    }

    @Test
    void anEventIsHandedOverByteForByteOrFailsTheInvocation() throws IOException {
        var events = new EventBridgeHandler(service.service());
        var event = "{ \"id\":\"e-1\", \"detail\": {\"payload\": 1.10} }";
        var answer = new ByteArrayOutputStream();

        events.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, LONG);
        service.answer(request -> 401);

        assertThat(answer.toString(UTF_8)).isEqualTo("null");
        assertThat(service.requests())
                .containsExactly(new ServiceDouble.Request("source=aws:events", "Bearer k3y", event));
        assertThatThrownBy(() -> events.handleRequest(
                        new ByteArrayInputStream(event.getBytes(UTF_8)), new ByteArrayOutputStream(), LONG))
                .isInstanceOf(NotHandedOver.class);
    }
}
