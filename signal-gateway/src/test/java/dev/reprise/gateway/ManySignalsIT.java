package dev.reprise.gateway;

import static dev.reprise.gateway.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many signals as an execution keeps, before its code waits for any of them. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class ManySignalsIT {
    private static final int KEPT = 1_000;
    private static final List<Integer> ALL = IntStream.range(0, KEPT).boxed().toList();

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    @BeforeEach
    void ready() {
        Service.awaitReady("collect-function");
    }

    private static String collecting() {
        var id = Api.start("collect-function", Api.name(), Integer.toString(KEPT + 1));
        Api.awaitSuspended(id);
        return id;
    }

    private static io.restassured.response.Response send(String id, String signal, String payload) {
        return Api.json(payload).post("/api/v1/executions/" + id + "/signals/" + signal);
    }

    private static List<Integer> withLast(int last) {
        return IntStream.concat(IntStream.range(0, KEPT), IntStream.of(last))
                .boxed()
                .toList();
    }

    @Test
    void overHttpAreAllDeliveredInOrderAndOneMoreIsRefusedUntilThereIsRoom() {
        var id = collecting();
        for (int item : ALL) {
            var taken = send(id, "item", Integer.toString(item));
            assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        }

        var refused = send(id, "item", "-1");
        assertProblem(refused, 429, "signal-buffer-full");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(send(id, "go", "null").statusCode())
                .as("a signal that is waited for needs no room")
                .isEqualTo(202);
        Await.until("there is room again", () -> send(id, "item", "-2").statusCode() == 202, () -> Api.journal(id));

        assertThat(Api.result(id).jsonPath().getList("", Integer.class)).isEqualTo(withLast(-2));
    }

    @Test
    void overTheTopicAreAllDeliveredInOrderAndOneMoreIsPutAside() {
        var id = collecting();
        var marker = Api.name();
        try (var topic = new SignalsTopic(bootstrapServers)) {
            for (int item : ALL) {
                topic.publish(Integer.toString(item), Map.of("reprise-execution", id, "reprise-signal", "item"));
            }
            topic.publish("\"" + marker + "\"", Map.of("reprise-execution", id, "reprise-signal", "item"));

            assertThat(topic.deadLetterReasons(marker, 1)).containsExactly("BUFFER_FULL");
            topic.publish("null", Map.of("reprise-execution", id, "reprise-signal", "go"));
            Await.until("there is room again", () -> send(id, "item", "-2").statusCode() == 202, () -> Api.journal(id));

            assertThat(Api.result(id).jsonPath().getList("", Integer.class)).isEqualTo(withLast(-2));
        }
    }
}
