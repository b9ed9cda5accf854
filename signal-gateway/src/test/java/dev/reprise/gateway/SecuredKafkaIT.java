package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service on a Kafka that asks for a login and allows only what it must: every one of its clients logs in. */
@QuarkusTest
@TestProfile(SecuredKafkaIT.Secured.class)
class SecuredKafkaIT {
    public static final class Secured implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SecuredBroker.class));
        }
    }

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    private void publish(String topic, String value) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                SecuredBroker.client(bootstrapServers, "publisher"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    @Test
    void anExecutionRunsAndASignalFromTheTopicReachesItAndWhatCannotBeDeliveredIsPutAside() throws Exception {
        Service.awaitReady("order-function");
        var id = Api.start("order-function", Api.name(), "{\"id\":\"secured\",\"cents\":1}");

        publish("reprise.signals", "this is no signal");
        publish("reprise.signals", "{\"execution\":\"%s\",\"signal\":\"review\",\"payload\":\"fine\"}".formatted(id));

        assertThat(Api.result(id).<String>path("review")).as(Api.journal(id)).isEqualTo("fine");
        var log = io.restassured.RestAssured.given().get("/q/metrics").asString();
        assertThat(log).containsPattern("reprise_signals_deadlettered[^\n]* [1-9]");
    }

    @Test
    void whoMayPublishSignalsMayWriteNothingElse() {
        Service.awaitReady("order-function");
        for (var topic : List.of("reprise.journal", "reprise.history", "reprise.functions", "reprise.executions")) {
            assertThatThrownBy(() -> publish(topic, "{}")).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }
}
