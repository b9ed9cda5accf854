package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.InvocationEndpoint;
import dev.reprise.workflow.spi.InvocationContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service as a caller of Lambda, whose functions call it back. */
@QuarkusTest
@WithTestResource(TestBroker.class)
@WithTestResource(LambdaTarget.class)
class LambdaTargetIT {
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:%s:live";

    private final AtomicInteger charges = new AtomicInteger();
    private LambdaStandIn lambda;
    private HttpCheckpointClient checkpoints;

    @BeforeEach
    void serve() {
        Service.awaitReady("order-function");
        checkpoints = new HttpCheckpointClient(URI.create("http://127.0.0.1:" + RestAssured.port));
        var functions = new InvocationEndpoint(
                FunctionHost.builder()
                        .function("lambda-order", Map.class, (order, dc) -> {
                            int charge = dc.step("charge", Integer.class, charges::incrementAndGet);
                            dc.sleep("cool off", Duration.ofSeconds(4));
                            var review = dc.waitForSignal("review").json();
                            return Map.of("charge", charge, "review", review);
                        })
                        .function("lambda-broken", Map.class, (input, dc) -> {
                            throw new AssertionError("out of memory");
                        })
                        .build(),
                checkpoints);
        lambda.otherwise(call -> {
            var answer =
                    functions.answer("POST", call.function().split(":")[6], InvocationContext.UNKNOWN, call.body());
            return new LambdaStandIn.Answer(answer.status(), answer.headers(), answer.body());
        });
    }

    @AfterEach
    void close() {
        checkpoints.close();
    }

    private static void register(String function) {
        var response = Api.json("{\"target\":\"lambda:%s\"}".formatted(ARN.formatted(function)))
                .put("/api/v1/functions/" + function);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    @Test
    void aDurableFunctionRunsInLambdaThroughThrottlingASleepAndASignal() {
        register("lambda-order");
        lambda.then(LambdaStandIn.throttling(), LambdaStandIn.throttling());
        var id = Api.start("lambda-order", Api.name(), "{}");

        Api.json("\"fine\"").post("/api/v1/executions/" + id + "/signals/review");
        var result = Api.result(id);

        assertThat(result.statusCode()).as(Api.journal(id)).isEqualTo(200);
        assertThat(result.<Integer>path("charge")).isEqualTo(1);
        assertThat(result.<String>path("review")).isEqualTo("\"fine\"");
        assertThat(charges).hasValue(1);
        assertThat(Api.journal(id)).doesNotContain("TooManyRequestsException");
        assertThat(lambda.calls().getLast().function()).isEqualTo(ARN.formatted("lambda-order"));
    }

    @Test
    void aFunctionThatFailsInLambdaIsInvokedAgainAndSeenToFail() {
        register("lambda-broken");
        var id = Api.start("lambda-broken", Api.name(), "{}");

        Await.until(
                "the invocation has failed",
                () -> given().get("/api/v1/executions/" + id).<Integer>path("failedInvocations") >= 1,
                () -> Api.journal(id));

        assertThat(Api.journal(id)).contains("out of memory");
        Api.json("{}").post("/api/v1/executions/" + id + "/stop");
    }

    @Test
    void aPlainFunctionInLambdaIsCalledAndItsAnswerHandedOn() {
        var registered = Api.json(
                        "{\"target\":\"lambda:%s\",\"durable\":false}".formatted(ARN.formatted("lambda-plain")))
                .put("/api/v1/functions/lambda-plain");
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(200);
        lambda.then(
                LambdaStandIn.throttling(),
                call -> new LambdaStandIn.Answer(
                        200, Map.of(), ("[" + new String(call.body(), UTF_8) + "]").getBytes(UTF_8)));

        var answer = Api.json("7").post("/2015-03-31/functions/lambda-plain/invocations");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("[7]");
    }

    @Test
    void aTargetThatIsNoArnIsRefused() {
        var response = Api.json("{\"target\":\"lambda:order\"}").put("/api/v1/functions/lambda-typo");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.asString()).contains("arn:aws:lambda");
    }
}
