package dev.reprise.workflow.lambda;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A live node invokes the function in Quarkus' own loop of Lambda invocations; what it calls stands between the two: the
 * mock event server, which queues events for the loop and hands on the answers.
 */
@QuarkusTest
@WithTestResource(LiveNode.class)
class DurableHandlerIT {
    private static final String FUNCTION = "visit-workflow";
    private static final long AT_MOST_NANOS = 60_000_000_000L;

    private LiveNode node;

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port", defaultValue = "8081")
    int lambda;

    private RequestSpecification json(String body) {
        return node().contentType("application/json").body(body);
    }

    private RequestSpecification node() {
        return given().baseUri(node.address().toString()).port(node.address().getPort());
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + AT_MOST_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected that " + what + ", but it did not come true:\n" + node.said());
            }
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private boolean isReady() {
        try {
            return node().get("/q/health/ready").statusCode() == 200;
        } catch (Exception notListeningYet) {
            return false;
        }
    }

    @BeforeEach
    void register() {
        await("the service is ready", this::isReady);
        var response =
                json("{\"target\":\"http://127.0.0.1:%d/\"}".formatted(lambda)).put("/api/v1/functions/" + FUNCTION);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    private String start(String input) {
        return json(input)
                .header("Reprise-Execution-Name", "test-" + UUID.randomUUID())
                .post("/api/v1/functions/" + FUNCTION + "/executions")
                .path("executionId");
    }

    private Response execution(String id, String what) {
        return node().get("/api/v1/executions/" + id + what);
    }

    @Test
    void runsThroughAStepASleepAndASignalEachInvocationInARequestScopeOfItsOwn() {
        var id = start("\"Ada\"");
        json("\"fine\"").post("/api/v1/executions/" + id + "/signals/review");

        var result = execution(id, "/result?waitSeconds=60");

        assertThat(result.statusCode())
                .as(execution(id, "/history").asPrettyString())
                .isEqualTo(200);
        assertThat(result.<Integer>path("charge")).isEqualTo(1);
        assertThat(result.<String>path("review")).isEqualTo("fine");
        assertThat(result.<String>path("guest")).isEqualTo("Ada, greeted 1 time");
    }

    @Test
    void aCrashIsAFailedInvocationAndTheLoopGoesOn() {
        var crashed = start("\"crash\"");
        await("the invocation has failed", () -> execution(crashed, "").<Integer>path("failedInvocations") >= 1);

        var next = start("\"Bob\"");
        json("\"fine\"").post("/api/v1/executions/" + next + "/signals/review");

        assertThat(execution(next, "/result?waitSeconds=60").statusCode())
                .as(execution(next, "/history").asPrettyString())
                .isEqualTo(200);
        json("{}").post("/api/v1/executions/" + crashed + "/stop");
    }
}
