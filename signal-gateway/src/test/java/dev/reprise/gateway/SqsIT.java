package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Signals that come by queues. */
@QuarkusTest
@WithTestResource(TestBroker.class)
@WithTestResource(AwsStandIns.class)
class SqsIT {
    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    private AwsStandIns aws;

    @BeforeEach
    void ready() {
        Service.awaitReady("collect-function");
    }

    private static String collecting(int items) {
        var id = Api.start("collect-function", Api.name(), Integer.toString(items));
        Api.awaitSuspended(id);
        return id;
    }

    private static void go(String id) {
        Api.json("null").post("/api/v1/executions/" + id + "/signals/go");
    }

    private static String signal(String id, String payload) {
        return "{\"execution\":\"%s\",\"signal\":\"item\",\"payload\":%s}".formatted(id, payload);
    }

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void awaitEmpty(String queue) {
        Await.until(
                "everything is deleted",
                () -> aws.queues().size(queue) == 0,
                () -> given().get("/q/metrics").asString());
    }

    @Test
    void groupsOfAFifoQueueKeepTheirOrderAndWhatIsSentTwiceCountsOnce() {
        var id = collecting(3);
        for (var item : List.of(1, 2, 2, 3)) {
            aws.queues()
                    .send(SendMessageRequest.builder()
                            .queueUrl(aws.fifoQueue)
                            .messageBody(signal(id, item.toString()))
                            .messageGroupId(id)
                            .messageDeduplicationId("%s-%d".formatted(id, item))
                            .build());
        }
        awaitEmpty(aws.fifoQueue);

        go(id);

        assertThat(Api.result(id).jsonPath().getList("", Integer.class))
                .as(Api.journal(id))
                .containsExactly(1, 2, 3);
    }

    @Test
    void aNotificationOrEventInAQueueCountsOnceHoweverOftenItIsQueued() {
        var id = collecting(2);
        var notification = "{\"Type\":\"Notification\",\"MessageId\":\"n-1\",\"TopicArn\":\"%s\",\"Message\":%s}"
                .formatted(AwsStandIns.TOPIC, quoted(signal(id, "1")));
        var event = "{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"Approved\",\"source\":\"shop\",\"detail\":%s}"
                .formatted(signal(id, "2"));
        for (int i = 0; i < 2; i++) {
            aws.queues().send(aws.queue, notification);
        }
        awaitEmpty(aws.queue);
        for (int i = 0; i < 2; i++) {
            aws.queues().send(aws.queue, event);
        }
        awaitEmpty(aws.queue);

        go(id);

        assertThat(Api.result(id).jsonPath().getList("", Integer.class))
                .as(Api.journal(id))
                .containsExactly(1, 2);
    }

    @Test
    void whatItsAttributesSayNeedNotStandInAMessage() {
        var id = collecting(1);

        aws.queues()
                .send(SendMessageRequest.builder()
                        .queueUrl(aws.queue)
                        .messageBody("7")
                        .messageAttributes(
                                Map.of("reprise-execution", attribute(id), "reprise-signal", attribute("item")))
                        .build());
        awaitEmpty(aws.queue);
        go(id);

        assertThat(Api.result(id).jsonPath().getList("", Integer.class)).containsExactly(7);
    }

    private static MessageAttributeValue attribute(String text) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(text)
                .build();
    }

    @Test
    void whatIsNoSignalIsPutAsideWithTheReasonAndDoesNotComeBack() {
        var marker = Api.name();
        var ended = collecting(0);
        go(ended);
        Api.result(ended);
        try (var topic = new SignalsTopic(bootstrapServers)) {
            aws.queues().send(aws.queue, "not a signal " + marker);
            aws.queues().send(aws.queue, "{\"order\":\"%s\"}".formatted(marker));
            aws.queues()
                    .send(
                            aws.queue,
                            "{\"execution\":\"collect-function/%s\",\"signal\":\"item\",\"payload\":1}"
                                    .formatted(marker));
            aws.queues().send(aws.queue, "{\"callbackId\":\"00\",\"payload\":\"%s\"}".formatted(marker));
            aws.queues().send(aws.queue, signal(ended, quoted(marker)));

            assertThat(topic.deadLetterReasons(marker, 5))
                    .containsExactlyInAnyOrder(
                            "INVALID_JSON",
                            "UNKNOWN_FIELD",
                            "UNKNOWN_EXECUTION",
                            "INVALID_CALLBACK_ID",
                            "EXECUTION_FINISHED");
        }
        awaitEmpty(aws.queue);
        assertThat(given().get("/q/metrics").asString())
                .contains("reprise_sqs_messages_total{")
                .contains("reprise_signals_deadlettered_total{");
    }
}
