package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.protocol.ProtocolJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A function whose invocations somebody takes from its topic, as Lambda's event source for Kafka does. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class TaskTopicIT {
    private static final int PARTITIONS = 4;

    private final AtomicInteger charges = new AtomicInteger();
    private final String function = "queued-" + UUID.randomUUID();
    private final FunctionHost host = FunctionHost.builder()
            .function(function, Map.class, (order, dc) -> {
                int charge = dc.step("charge", Integer.class, charges::incrementAndGet);
                return Map.of(
                        "charge", charge, "review", dc.waitForSignal("review").json());
            })
            .build();

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String kafka;

    private HttpCheckpointClient checkpoints;
    private Tasks tasks;

    /** Reads the function's topic. */
    private static final class Tasks implements AutoCloseable {
        private final KafkaConsumer<String, String> consumer;
        private final Queue<ConsumerRecord<String, String>> read = new ArrayDeque<>();

        Tasks(String kafka, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer());
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        String next() {
            Await.until(
                    "there is a task",
                    () -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                        return !read.isEmpty();
                    },
                    () -> "none came");
            return read.remove().value();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @BeforeEach
    void register() {
        Service.awaitReady("order-function");
        checkpoints = new HttpCheckpointClient(URI.create("http://127.0.0.1:" + RestAssured.port));
        var registered = Api.json("{\"target\":\"tasks\"}").put("/api/v1/functions/" + function);
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(200);
        assertThat(registered.<String>path("target")).isEqualTo("tasks");
        tasks = new Tasks(kafka, "reprise.tasks." + function);
    }

    @AfterEach
    void close() {
        tasks.close();
        checkpoints.close();
    }

    private static Response take(String task) {
        return Api.json(task).post("/api/v1/executions/" + id(task) + "/tasks/take");
    }

    private static String id(String task) {
        return JsonPath.from(task).getString("executionId");
    }

    private Response run(String task) {
        var taken = take(task);
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(200);
        var output = host.invoke(function, ProtocolJson.readEnvelope(taken.asByteArray()), checkpoints);
        return end(task, taken, new String(ProtocolJson.writeOutput(output), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Response end(String task, Response taken, String output) {
        return Api.json(output)
                .header("Reprise-Lease", taken.header("Reprise-Lease"))
                .post("/api/v1/executions/" + id(task) + "/tasks/end");
    }

    @Test
    void anOrderRunsFromItsTopicThroughASignalToItsEnd() {
        var id = Api.start(function, Api.name(), "{}");

        assertThat(run(tasks.next()).statusCode()).isEqualTo(204);
        Api.awaitSuspended(id);
        Api.json("\"fine\"").post("/api/v1/executions/" + id + "/signals/review");
        assertThat(run(tasks.next()).statusCode()).isEqualTo(204);

        var result = Api.result(id);
        assertThat(result.statusCode()).as(Api.journal(id)).isEqualTo(200);
        assertThat(result.<Integer>path("charge")).isEqualTo(1);
        assertThat(charges).hasValue(1);
    }

    @Test
    void aTaskIsTakenOnceAndWhoeverHadItFirstIsReplaced() {
        var id = Api.start(function, Api.name(), "{}");
        var task = tasks.next();
        var first = take(task);

        Api.assertProblem(take(task), 410, "task-gone");
        Api.assertProblem(end(task, first, "{\"Status\":\"SUCCEEDED\",\"Result\":\"666\"}"), 410, "task-gone");
        assertThat(run(tasks.next()).statusCode()).isEqualTo(204);

        Api.awaitSuspended(id);
        assertThat(Api.journal(id)).contains("Runtime.ExitError");
    }

    @Test
    void anErrorOfTheFunctionIsAFailedInvocation() {
        var id = Api.start(function, Api.name(), "{}");
        var task = tasks.next();
        var taken = take(task);

        var ended = Api.json("{\"errorType\":\"OutOfPaper\",\"errorMessage\":\"no paper\"}")
                .header("Reprise-Lease", taken.header("Reprise-Lease"))
                .header("X-Amz-Function-Error", "Unhandled")
                .post("/api/v1/executions/" + id + "/tasks/end");

        assertThat(ended.statusCode()).as(ended.asString()).isEqualTo(204);
        assertThat(Api.journal(id)).contains("OutOfPaper");
        Api.json("{}").post("/api/v1/executions/" + id + "/stop");
    }

    @Test
    void answersThatAreNoneEndTheExecutionAsTheyWouldOverHttp() {
        var id = Api.start(function, Api.name(), "{}");
        var task = tasks.next();

        end(task, take(task), "garbage");

        assertThat(Api.result(id).statusCode()).as(Api.journal(id)).isEqualTo(409);
    }

    @Test
    void whatIsNoTaskIsRefused() {
        var id = Api.start(function, Api.name(), "{}");
        var task = tasks.next();

        Api.assertProblem(Api.json("{}").post("/api/v1/executions/" + id + "/tasks/take"), 400, "invalid-request");
        Api.assertProblem(Api.json("x").post("/api/v1/executions/" + id + "/tasks/take"), 400, "malformed-json");
        for (var forged : List.of("00", "x".repeat(1000), task.replaceAll("[^0-9a-f]", ""))) {
            Api.assertProblem(
                    Api.json("{\"ticket\":\"%s\"}".formatted(forged)).post("/api/v1/executions/" + id + "/tasks/take"),
                    410,
                    "task-gone");
        }
        Api.assertProblem(given().post("/api/v1/executions/" + id + "/tasks/end"), 400, "invalid-request");
        Api.json("{}").post("/api/v1/executions/" + id + "/stop");
        Api.assertProblem(take(task), 410, "task-gone");
    }
}
