package dev.reprise.gateway;

import static dev.reprise.gateway.Api.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that starts before its Kafka. */
@QuarkusTest
@TestProfile(BrokerDownIT.NoBroker.class)
class BrokerDownIT {
    public static final class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "reprise.bootstrap-servers",
                    "127.0.0.1:1",
                    "reprise.state-dir",
                    Path.of("target", "no-broker").toAbsolutePath().toString());
        }
    }

    @Test
    void isAliveButNotReadyAndSaysWhy() {
        var ready = given().get("/q/health/ready");

        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.asString()).contains("Kafka");
    }

    @Test
    void answersThatTryingAgainIsSafe() {
        var start = Api.json("{}").post("/api/v1/functions/order-function/executions");
        var read = given().get("/api/v1/executions/0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11");
        var signal = Api.json("1").post("/api/v1/executions/0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11/signals/go");

        for (var answer : new io.restassured.response.Response[] {start, read, signal}) {
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void answersRunningCodeInAWayThatMakesItTryAgain() {
        var arn =
                "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST/durable-execution/n/0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";
        var call = Api.json(
                        "{\"CheckpointToken\":\"00\",\"Updates\":[{\"Id\":\"i\",\"Type\":\"CHAINED_INVOKE\",\"Action\":\"START\",\"ChainedInvokeOptions\":{\"FunctionName\":\"f\"}}]}")
                .urlEncodingEnabled(false)
                .post("/2025-12-01/durable-executions/" + arn + "/checkpoint");

        assertThat(call.statusCode()).as(call.asString()).isEqualTo(503);
        assertThat(call.header("x-amzn-errortype")).isEqualTo("ServiceException");
    }
}
