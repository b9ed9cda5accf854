package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol's calls as a function makes them, with this test as the function. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class LambdaCallsIT {
    private PlayedFunction function;
    private JsonPath envelope;

    @BeforeEach
    void beInvoked() {
        Service.awaitReady("order-function");
        function = PlayedFunction.serve();
        var name = function.register(Api.name());
        Api.start(name, name, "{\"a\":1}");
        envelope = function.invoked();
    }

    @AfterEach
    void stop() {
        function.close();
    }

    private String arn() {
        return envelope.getString("DurableExecutionArn");
    }

    private String executionId() {
        return arn().substring(arn().lastIndexOf('/') + 1);
    }

    private static Response checkpoint(String arn, String body) {
        return PlayedFunction.checkpoint(arn, body);
    }

    private static String encoded(String arn) {
        return PlayedFunction.encoded(arn);
    }

    private static void assertError(Response response, int status, String type, String message) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.header("x-amzn-errortype")).isEqualTo(type);
        assertThat(response.header("x-amzn-RequestId")).isNotBlank();
        assertThat(response.asString()).contains(message);
    }

    private static String step(String token, String id) {
        return "{\"CheckpointToken\":\"%s\",\"ClientToken\":\"c-%s\",\"Updates\":[{\"Id\":\"%s\",\"Type\":\"STEP\",\"Action\":\"SUCCEED\",\"Payload\":\"1\"}]}"
                .formatted(token, id, id);
    }

    @Test
    void theEnvelopeHoldsTheExecutionFirst() {
        assertThat(envelope.getString("InitialExecutionState.Operations[0].Type"))
                .isEqualTo("EXECUTION");
        assertThat(envelope.getString("InitialExecutionState.Operations[0].Id")).isEqualTo(executionId());
        assertThat(envelope.getString("InitialExecutionState.Operations[0].ExecutionDetails.InputPayload"))
                .isEqualTo("{\"a\":1}");
        assertThat(envelope.getList("UpdatedOperationIds")).isEmpty();
    }

    @Test
    void anEncodedAndABareArnBothWorkAndTheTokenRotates() {
        var first = checkpoint(encoded(arn()), step(envelope.getString("CheckpointToken"), "s1"));
        var second = checkpoint(arn(), step(first.path("CheckpointToken"), "s2"));

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.<String>path("NewExecutionState.Operations[0].Status")).isEqualTo("SUCCEEDED");
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(200);
        assertThat(second.<String>path("CheckpointToken")).isNotEqualTo(first.path("CheckpointToken"));
    }

    @Test
    void aRetryWithTheSameClientTokenGetsTheSameAnswerAndAnotherIsStale() {
        var body = step(envelope.getString("CheckpointToken"), "s1");
        var first = checkpoint(encoded(arn()), body);

        var again = checkpoint(encoded(arn()), body);
        var stale = checkpoint(encoded(arn()), body.replace("c-s1", "other"));

        assertThat(again.asString()).isEqualTo(first.asString());
        assertError(stale, 400, "InvalidParameterValueException", "Invalid checkpoint token");
    }

    @Test
    void theStateIsReadInPagesAndTheTokenStaysGood() {
        var token = checkpoint(encoded(arn()), step(envelope.getString("CheckpointToken"), "s1"))
                .<String>path("CheckpointToken");
        var path = "/2025-12-01/durable-executions/" + encoded(arn()) + "/state?MaxItems=1&CheckpointToken=" + token;

        var first = given().urlEncodingEnabled(false).get(path);
        var second = given().urlEncodingEnabled(false).get(path + "&Marker=" + first.path("NextMarker"));

        assertThat(first.<String>path("Operations[0].Type"))
                .as(first.asString())
                .isEqualTo("EXECUTION");
        assertThat(second.<String>path("Operations[0].Id"))
                .as(second.asString())
                .isEqualTo("s1");
        assertThat(checkpoint(encoded(arn()), "{\"CheckpointToken\":\"%s\"}".formatted(token))
                        .statusCode())
                .isEqualTo(200);
        assertError(
                given().urlEncodingEnabled(false).get(path + "&Marker=00"),
                400,
                "InvalidParameterValueException",
                "Invalid Marker");
        assertError(
                given().urlEncodingEnabled(false).get(path.replace("MaxItems=1", "MaxItems=1001")),
                400,
                "ValidationException",
                "maxItems");
    }

    @Test
    void wrongCallsGetTheProtocolsErrors() {
        var token = envelope.getString("CheckpointToken");

        assertError(checkpoint(encoded(arn()), "{"), 400, "SerializationException", "");
        assertError(checkpoint(encoded(arn()), "{}"), 400, "ValidationException", "checkpointToken");
        assertError(
                checkpoint(
                        encoded(arn()),
                        "{\"CheckpointToken\":\"%s\",\"Updates\":[{\"Id\":\"w\",\"Type\":\"WAIT\",\"Action\":\"SUCCEED\"}]}"
                                .formatted(token)),
                400,
                "InvalidParameterValueException",
                "Invalid action");
        assertError(
                checkpoint("arn%3Aaws%3Alambda%3Adummy", step(token, "s1")),
                400,
                "ValidationException",
                "durableExecutionArn");
        assertError(
                given().get("/2025-12-01/durable-executions/x/nothing"),
                404,
                "UnknownOperationException",
                "checkpoint");
        assertError(
                given().header("User-Agent", "aws-durable-execution-sdk-java/2.0.0")
                        .urlEncodingEnabled(false)
                        .contentType("application/json")
                        .body(step("00", "s1"))
                        .post("/2025-12-01/durable-executions/" + encoded(arn()) + "/checkpoint"),
                400,
                "InvalidParameterValueException",
                "Invalid Checkpoint Token");
    }

    @Test
    void aChainedInvokeOfAnUnknownFunctionFailsInTheSameAnswer() {
        var answer = checkpoint(
                encoded(arn()),
                "{\"CheckpointToken\":\"%s\",\"Updates\":[{\"Id\":\"i\",\"Type\":\"CHAINED_INVOKE\",\"Action\":\"START\",\"ChainedInvokeOptions\":{\"FunctionName\":\"nobody\"}}]}"
                        .formatted(envelope.getString("CheckpointToken")));

        assertThat(answer.<String>path("NewExecutionState.Operations[0].Status"))
                .as(answer.asString())
                .isEqualTo("FAILED");
        assertThat(answer.<String>path("NewExecutionState.Operations[0].ChainedInvokeDetails.Error.ErrorType"))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void aChainedInvokeStartsAChildAndBringsItsResult() {
        var child = function.register(Api.name());
        checkpoint(
                encoded(arn()),
                "{\"CheckpointToken\":\"%s\",\"Updates\":[{\"Id\":\"i\",\"Type\":\"CHAINED_INVOKE\",\"Action\":\"START\",\"Payload\":\"7\",\"ChainedInvokeOptions\":{\"FunctionName\":\"%s:$LATEST\"}}]}"
                        .formatted(envelope.getString("CheckpointToken"), child));

        function.answer("{\"Status\":\"PENDING\"}");
        var childEnvelope = function.invoked();
        function.answer("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"from the child\\\"\"}");
        var parentAgain = function.invoked();

        assertThat(childEnvelope.getString("DurableExecutionArn")).contains(child);
        assertThat(childEnvelope.getString("InitialExecutionState.Operations[0].ExecutionDetails.InputPayload"))
                .isEqualTo("7");
        assertThat(parentAgain.getString("DurableExecutionArn")).isEqualTo(arn());
        assertThat(parentAgain.getString("InitialExecutionState.Operations[1].ChainedInvokeDetails.Result"))
                .isEqualTo("\"from the child\"");
        assertThat(parentAgain.getList("UpdatedOperationIds")).containsExactly("i");
    }
}
