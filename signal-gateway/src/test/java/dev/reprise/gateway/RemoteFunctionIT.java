package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions in a process of their own, as far as the service can see. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class RemoteFunctionIT {
    private static final int TOGETHER = 16;

    private final AtomicInteger charges = new AtomicInteger();
    private final CountDownLatch meeting = new CountDownLatch(TOGETHER);
    private HttpCheckpointClient checkpoints;
    private HttpFunctionHost host;

    @BeforeEach
    void serve() throws IOException {
        Service.awaitReady("order-function");
        checkpoints = new HttpCheckpointClient(URI.create("http://127.0.0.1:" + RestAssured.port));
        var functions = FunctionHost.builder()
                .function("remote-order", Map.class, (order, dc) -> {
                    int charge = dc.step("charge", Integer.class, charges::incrementAndGet);
                    dc.sleep("cool off", Duration.ofSeconds(4));
                    return Map.of(
                            "charge",
                            charge,
                            "review",
                            dc.waitForSignal("review").json());
                })
                .function("many-steps", Integer.class, (steps, dc) -> {
                    var lengths = new ArrayList<Integer>();
                    for (int i = 0; i < steps; i++) {
                        lengths.add(dc.step("step-" + i, String.class, () -> "x".repeat(200_000))
                                .length());
                    }
                    dc.waitForSignal("go");
                    return lengths.size();
                })
                .function("together", Integer.class, (input, dc) -> {
                    dc.step("meet", () -> {
                        meeting.countDown();
                        meeting.await();
                    });
                    int sum = 0;
                    for (int i = 0; i < 5; i++) {
                        sum += dc.step("step-" + i, Integer.class, () -> {
                            charges.incrementAndGet();
                            return input;
                        });
                    }
                    return sum;
                })
                .function("broken", Map.class, (input, dc) -> {
                    throw new AssertionError("the host is out of order");
                })
                .build();
        host = HttpFunctionHost.start(
                functions, checkpoints, HttpHostOptions.loopback(0).grace(Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() {
        host.close();
        checkpoints.close();
    }

    private void register(String function, String target) {
        var response = Api.json("{\"target\":\"%s\"}".formatted(target)).put("/api/v1/functions/" + function);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    @Test
    void runsOverHttpThroughASleepAndASignal() {
        register("remote-order", host.target("remote-order").toString());
        var id = Api.start("remote-order", Api.name(), "{}");

        Api.json("\"fine\"").post("/api/v1/executions/" + id + "/signals/review");
        var result = Api.result(id);

        assertThat(result.statusCode()).as(Api.journal(id)).isEqualTo(200);
        assertThat(result.<Integer>path("charge")).isEqualTo(1);
        assertThat(result.<String>path("review")).isEqualTo("\"fine\"");
        assertThat(charges).hasValue(1);
    }

    @Test
    void manyExecutionsThatCheckpointAtOnceEachGetTheirOwnAnswer() {
        register("together", host.target("together").toString());
        var ids = IntStream.range(0, TOGETHER)
                .mapToObj(i -> Api.start("together", Api.name(), Integer.toString(i)))
                .toList();

        for (int i = 0; i < TOGETHER; i++) {
            assertThat(Api.result(ids.get(i)).asString())
                    .as(Api.journal(ids.get(i)))
                    .isEqualTo(Integer.toString(5 * i));
        }
        assertThat(charges).hasValue(5 * TOGETHER);
    }

    @Test
    void pagesAStateThatDoesNotFitIntoTheEnvelope() {
        register("many-steps", host.target("many-steps").toString());
        var id = Api.start("many-steps", Api.name(), "40");
        Api.awaitSuspended(id);

        Api.json("null").post("/api/v1/executions/" + id + "/signals/go");

        assertThat(Api.result(id).asString()).as(Api.journal(id)).isEqualTo("40");
    }

    @Test
    void aHostThatIsOutOfOrderIsCalledAgainAndSeenToBe() {
        register("broken", host.target("broken").toString());
        var id = Api.start("broken", Api.name(), "{}");

        Await.until(
                "the invocation has failed twice",
                () -> given().get("/api/v1/executions/" + id).<Integer>path("failedInvocations") >= 2,
                () -> Api.journal(id));

        assertThat(Api.journal(id)).contains("InvocationCompleted", "the host is out of order");
        Api.json("{}").post("/api/v1/executions/" + id + "/stop");
    }

    @Test
    void aHostThatIsNotThereIsUnreachable() {
        register("absent", "http://127.0.0.1:1/");
        var id = Api.start("absent", Api.name(), "{}");

        Await.until(
                "the invocation has failed",
                () -> given().get("/api/v1/executions/" + id).<Integer>path("failedInvocations") >= 1,
                () -> Api.journal(id));

        assertThat(Api.journal(id)).contains("Function.Unreachable");
        Api.json("{}").post("/api/v1/executions/" + id + "/stop");
    }

    @Test
    void anExecutionOfAFunctionThatWasForgottenGoesOnWhenItIsRegisteredAgain() {
        register("forgotten", host.target("many-steps").toString());
        var id = Api.start("forgotten", Api.name(), "1");
        Api.awaitSuspended(id);
        given().delete("/api/v1/functions/forgotten");
        Api.json("null").post("/api/v1/executions/" + id + "/signals/go");
        Await.until(
                "the invocation has failed",
                () -> given().get("/api/v1/executions/" + id).<Integer>path("failedInvocations") >= 1,
                () -> Api.journal(id));
        assertThat(Api.journal(id)).contains("Function.NotFound");

        register("forgotten", host.target("many-steps").toString());

        assertThat(Api.result(id).asString()).isEqualTo("1");
    }
}
