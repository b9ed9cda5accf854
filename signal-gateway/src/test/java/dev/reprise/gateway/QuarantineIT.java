package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Poison;
import dev.reprise.gateway.application.Verdicts;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.streams.Journal;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a quarantined execution looks like by REST, and how it is released. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class QuarantineIT {
    private static final Poison POISON = new Poison(
            17, "CheckpointSubmitted", "IllegalStateException: a bug", Instant.parse("2026-01-01T00:00:00Z"), null);

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    @Inject
    Journal journal;

    private final String name = Api.name();
    private String id;

    @BeforeEach
    void quarantineAnOrderThatWaits() {
        Service.awaitReady("order-function");
        id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        var execution = ExecutionId.parse(id);
        var verdict = Verdicts.await(journal.submit(
                new JournalRecord.ExecutionQuarantined(execution, ownerTerm(execution.partition()), POISON)));
        assertThat(verdict).isEqualTo(new Verdict.Done());
    }

    /** Where the node announced itself, which the quarantine must say. */
    private long ownerTerm(int partition) {
        var source = new TopicPartition("reprise.journal", partition);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            long end = consumer.endOffsets(List.of(source)).get(source);
            long term = -1;
            while (consumer.position(source) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (JournalCodec.decode(record.value()) instanceof JournalRecord.OwnerElected) {
                        term = record.offset();
                    }
                }
            }
            return term;
        }
    }

    private String path(String action) {
        return "/api/v1/executions/" + id + "/" + action;
    }

    @Test
    void itIsShownAndNothingAboutItCountsUntilItIsReleased() {
        var shown = given().get("/api/v1/executions/" + id);
        var listed = given().get("/api/v1/quarantine");
        var health = given().get("/q/health/ready");
        var metrics = given().get("/q/metrics");
        var signal = Api.json("\"approved\"").post(path("signals/review"));
        var stop = Api.json("{\"type\":\"Test\"}").post(path("stop"));
        var again = Api.json("{\"id\":\"%s\",\"cents\":1}".formatted(name))
                .header("Reprise-Execution-Name", name)
                .post("/api/v1/functions/order-function/executions");
        var released = Api.json("").post(path("release"));
        var after = given().get("/api/v1/executions/" + id);

        assertThat(shown.<String>path("quarantine.error")).as(shown.asString()).isEqualTo(POISON.error());
        assertThat(shown.<Integer>path("quarantine.offset")).isEqualTo(17);
        assertThat(listed.<List<String>>path("executions.executionId"))
                .as(listed.asString())
                .contains(id);
        assertThat(listed.<List<String>>path("executions.name")).contains(name);
        assertThat(health.<List<Integer>>path("checks.data.quarantined"))
                .as(health.asString())
                .contains(1);
        assertThat(metrics.asString()).contains("reprise_executions_quarantined");
        Api.assertProblem(signal, 409, "execution-quarantined");
        Api.assertProblem(stop, 409, "execution-quarantined");
        Api.assertProblem(again, 409, "execution-quarantined");
        assertThat(released.statusCode()).as(released.asString()).isEqualTo(200);
        assertThat(after.<Object>path("quarantine")).as(after.asString()).isNull();
        Api.json("\"approved\"").post(path("signals/review"));
        assertThat(Api.result(id).<String>path("review")).isEqualTo("approved");
    }

    @Test
    void aSignalFromTheTopicIsPutAsideWithTheReason() {
        try (var topic = new SignalsTopic(bootstrapServers)) {
            topic.publish("\"" + name + "\"", Map.of("reprise-execution", id, "reprise-signal", "review"));

            assertThat(topic.deadLetterReasons(name, 1)).containsExactly("EXECUTION_QUARANTINED");
        }
        Api.json("").post(path("release"));
    }

    @Test
    void whatThereIsNotCannotBeReleased() {
        Api.assertProblem(
                Api.json("").post("/api/v1/executions/0000-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11/release"),
                404,
                "execution-not-found");
        Api.json("").post(path("release"));
    }
}
