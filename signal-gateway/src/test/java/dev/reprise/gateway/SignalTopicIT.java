package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.schemas.avro.signals.Signal;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals and callback results that anybody publishes to Kafka. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class SignalTopicIT {
    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    private SignalsTopic topic;

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
        topic = new SignalsTopic(bootstrapServers);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    private static String suspended(String name) {
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        return id;
    }

    @Test
    void aSignalInJsonReachesTheCode() {
        var id = suspended(Api.name());

        topic.publish("{\"execution\":\"%s\",\"signal\":\"review\",\"payload\":\"by json\"}".formatted(id), Map.of());

        assertThat(Api.result(id).<String>path("review")).as(Api.journal(id)).isEqualTo("by json");
    }

    @Test
    void aSignalInAvroReachesTheCodeByName() throws IOException {
        var name = Api.name();
        var id = suspended(name);
        var signal = Signal.newBuilder()
                .setExecution("order-function/" + name)
                .setSignal("review")
                .setPayload(ByteBuffer.wrap("\"by avro\"".getBytes(StandardCharsets.UTF_8)))
                .build();
        var bytes = signal.toByteBuffer();
        var value = new byte[bytes.remaining()];
        bytes.get(value);

        topic.publish(value, Map.of());

        assertThat(Api.result(id).<String>path("review")).as(Api.journal(id)).isEqualTo("by avro");
    }

    @Test
    void aSignalWhoseHeadersSayAllReachesTheCodeAsItIs() {
        var id = suspended(Api.name());

        topic.publish("\"by headers\"", Map.of("reprise-execution", id, "reprise-signal", "review"));

        assertThat(Api.result(id).<String>path("review")).isEqualTo("by headers");
    }

    @Test
    void aCallbackIsAnsweredByARecord() {
        var id = suspended(Api.name());
        String callback = given().queryParam("open", true)
                .get("/api/v1/executions/" + id + "/operations")
                .path("operations[0].callbackId");

        topic.publish("{\"callbackId\":\"%s\",\"payload\":\"by record\"}".formatted(callback), Map.of());

        assertThat(Api.result(id).<String>path("review")).isEqualTo("by record");
    }

    @Test
    void whatCannotBeDeliveredIsPutAsideWithTheReasonAndStopsNothing() {
        var id = suspended(Api.name());
        var marker = Api.name();
        var huge = "\"" + "x".repeat(300_000) + "\"";

        topic.publish("not json " + marker, Map.of());
        topic.publish(new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Map.of("marker", marker));
        topic.publish("{\"signal\":\"review\",\"payload\":1}", Map.of("marker", marker));
        topic.publish(
                "{\"execution\":\"ffff-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11\",\"signal\":\"review\"}",
                Map.of("marker", marker));
        topic.publish(
                "{\"execution\":\"order-function/%s\",\"signal\":\"review\"}".formatted(marker),
                Map.of("marker", marker));
        topic.publish("{\"callbackId\":\"00\"}", Map.of("marker", marker));
        topic.publish(huge, Map.of("reprise-execution", id, "reprise-signal", "review", "marker", marker));
        topic.publish("{\"execution\":\"%s\",\"signal\":\"review\",\"payload\":\"at last\"}".formatted(id), Map.of());

        assertThat(Api.result(id).<String>path("review")).isEqualTo("at last");
        assertThat(topic.deadLetterReasons(marker, 7))
                .containsExactlyInAnyOrder(
                        "INVALID_JSON",
                        "UNKNOWN_SCHEMA",
                        "MISSING_EXECUTION",
                        "UNKNOWN_EXECUTION",
                        "UNKNOWN_EXECUTION",
                        "INVALID_CALLBACK_ID",
                        "PAYLOAD_TOO_LARGE");
    }

    @Test
    void whatIsTooLargeEvenWithoutItsValueIsPutAsideWithoutItsHeaders() {
        var marker = Api.name();

        // as large as the topic takes; with the reason it would be larger
        topic.publish("{\"%s\":1}".formatted(marker), Map.of("note", "x".repeat(1_048_300)));

        assertThat(topic.deadLetterReasons(marker, 1)).containsExactly("UNKNOWN_FIELD");
    }
}
