package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are handed over as they came. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class SignalsIT {
    private static final String SIGNALS = "/api/v1/signals";

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    @BeforeEach
    void ready() {
        Service.awaitReady("collect-function");
    }

    private static String collecting(int items) {
        var id = Api.start("collect-function", Api.name(), Integer.toString(items));
        Api.awaitSuspended(id);
        Api.json("null").post("/api/v1/executions/" + id + "/signals/go");
        return id;
    }

    private static String signal(String id, int item) {
        return "{\"execution\":\"%s\",\"signal\":\"item\",\"payload\":%d}".formatted(id, item);
    }

    @Test
    void aMessageThatIsHandedOverAgainCountsOnce() {
        var id = collecting(3);

        var first = Api.json(signal(id, 1)).queryParam("messageId", "m-1").post(SIGNALS);
        var again = Api.json(signal(id, 1)).queryParam("messageId", "m-1").post(SIGNALS);
        var sentTwice = List.of("m-2", "m-3").stream()
                .map(message -> Api.json(signal(id, 2))
                        .queryParam("messageId", message)
                        .queryParam("deduplicationId", "d-1")
                        .post(SIGNALS)
                        .<String>path("outcome"))
                .toList();
        var whole = given().contentType("application/octet-stream")
                .body("3".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .queryParam("execution", id)
                .queryParam("signal", "item")
                .post(SIGNALS);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        assertThat(first.<String>path("outcome")).isEqualTo("TAKEN_IN");
        assertThat(again.<String>path("outcome")).isEqualTo("REPEATED");
        assertThat(sentTwice).containsExactly("TAKEN_IN", "REPEATED");
        assertThat(whole.<String>path("outcome")).as(whole.asString()).isEqualTo("TAKEN_IN");
        assertThat(Api.result(id).jsonPath().getList("", Integer.class))
                .as(Api.journal(id))
                .containsExactly(1, 2, 3);
    }

    @Test
    void whatIsNoSignalIsPutAsideAndTheSenderIsToldWhy() {
        var marker = Api.name();
        try (var topic = new SignalsTopic(bootstrapServers)) {
            var answer = Api.json("news")
                    .queryParam("source", "arn:aws:sqs:eu-west-1:1:q")
                    .queryParam("messageId", marker)
                    .post(SIGNALS);
            var empty = given().queryParam("source", marker).post(SIGNALS);

            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
            assertThat(answer.<String>path("outcome")).isEqualTo("PUT_ASIDE");
            assertThat(answer.<String>path("reason")).isEqualTo("INVALID_JSON");
            assertThat(answer.<String>path("detail")).contains("Expected a signal");
            assertThat(empty.<String>path("outcome")).isEqualTo("PUT_ASIDE");
            assertThat(topic.deadLetterReasons(marker, 2)).containsOnly("INVALID_JSON");
        }
    }

    @Test
    void namesThatDoNotFitIntoALogAreRefused() {
        for (var name : List.of("source", "messageId", "deduplicationId")) {
            for (var value : List.of("a\nb", "ü", "x".repeat(1025))) {
                Api.assertProblem(Api.json("{}").queryParam(name, value).post(SIGNALS), 400, "invalid-request");
            }
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() {
        Api.assertProblem(Api.json("x".repeat((2 << 20) + 1)).post(SIGNALS), 413, "payload-too-large");
    }
}
