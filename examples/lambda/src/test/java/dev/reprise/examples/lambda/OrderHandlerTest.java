package dev.reprise.examples.lambda;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The handler in Quarkus' loop of Lambda invocations; what it does with a live node, workflow-lambda tests. */
@QuarkusTest
class OrderHandlerTest {
    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
    int lambda;

    @Test
    void anEventThatIsNoEnvelopeIsAnErrorThatSaysWhatWasExpected() {
        var answer = given().baseUri("http://127.0.0.1")
                .port(lambda)
                .contentType("application/json")
                .body("{\"id\":\"order-1\"}")
                .post("/");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.<String>path("errorType")).endsWith("ProtocolViolation");
        assertThat(answer.<String>path("errorMessage")).containsIgnoringCase("durableExecutionArn");
    }
}
