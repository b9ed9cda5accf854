package dev.reprise.aws;

import static dev.reprise.aws.JsLambdaClient.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Invoke as the Lambda client sends it, and what a handler learns from its context. */
@OnReprise
class InvocationsIT {
    private static ObjectNode greet(Lab lab) {
        return Lab.invocation(lab.function("stepOnce"), "{\"name\":\"Ada\"}");
    }

    private static void assertError(Lab lab, ObjectNode invocation, int status, String type) {
        assertThatExceptionOfType(JsLambdaClient.ServiceError.class)
                .isThrownBy(() -> lab.lambda().send("Invoke", invocation))
                .satisfies(error -> {
                    assertThat(error.classes()).contains(type, "LambdaServiceException");
                    assertThat(error.status()).isEqualTo(status);
                    assertThat(error.message()).isNotBlank();
                });
    }

    @Test
    void aSynchronousCallerGetsTheResultItself(Lab lab) {
        var answer = lab.lambda().send("Invoke", greet(lab));

        assertThat(answer.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("Payload").asText()).isEqualTo("\"hello Ada\"");
        assertThat(answer.path("ExecutedVersion").asText()).isEqualTo("$LATEST");
        assertThat(answer.has("FunctionError")).isFalse();
        assertThat(lab.execution(answer).result()).isEqualTo("\"hello Ada\"");
    }

    @Test
    void aSynchronousCallerGetsTheError(Lab lab) {
        var answer = lab.invoke("throws", "{}");

        assertThat(answer.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("FunctionError").asText()).isEqualTo("Unhandled");
        var error = Rest.json(answer.path("Payload").asText());
        assertThat(error.path("errorType").asText()).isEqualTo("RangeError");
        assertThat(error.path("errorMessage").asText()).isEqualTo("out of range");
    }

    @Test
    void anAsynchronousCallerGetsTheArnAtOnce(Lab lab) {
        var answer = lab.lambda().send("Invoke", greet(lab).put("InvocationType", "Event"));

        assertThat(answer.path("StatusCode").asInt()).isEqualTo(202);
        assertThat(answer.hasNonNull("Payload")).isFalse();
        assertThat(lab.execution(answer).result()).isEqualTo("\"hello Ada\"");
    }

    @Test
    void aDryRunStartsNothing(Lab lab) {
        var invocation = greet(lab).put("InvocationType", "DryRun");

        var answer = lab.lambda().send("Invoke", invocation);

        assertThat(answer.path("StatusCode").asInt()).isEqualTo(204);
        var named = input("FunctionName", "stepOnce")
                .put(
                        "DurableExecutionName",
                        invocation.path("DurableExecutionName").asText());
        assertThat(lab.lambda().send("ListDurableExecutionsByFunction", named).path("DurableExecutions"))
                .isEmpty();
    }

    @Test
    void aNameStartsOneExecutionHoweverOftenItIsUsed(Lab lab) {
        var invocation = greet(lab);
        var first = lab.lambda().send("Invoke", invocation);

        var again = lab.lambda().send("Invoke", invocation);
        var asynchronously = lab.lambda().send("Invoke", invocation.deepCopy().put("InvocationType", "Event"));

        assertThat(again.path("DurableExecutionArn")).isEqualTo(first.path("DurableExecutionArn"));
        assertThat(again.path("Payload")).isEqualTo(first.path("Payload"));
        assertThat(asynchronously.path("DurableExecutionArn")).isEqualTo(first.path("DurableExecutionArn"));
        assertError(lab, invocation.deepCopy().put("Payload", "{}"), 409, "DurableExecutionAlreadyStartedException");
    }

    @Test
    void aFunctionIsNamedByItsArnToo(Lab lab) {
        var answer = lab.lambda()
                .send(
                        "Invoke",
                        input(
                                        "FunctionName",
                                        "arn:aws:lambda:us-east-1:000000000000:function:" + lab.function("stepOnce"))
                                .put("Qualifier", "$LATEST")
                                .put("Payload", "{\"name\":\"Ada\"}"));

        assertThat(answer.path("Payload").asText()).isEqualTo("\"hello Ada\"");
    }

    @Test
    void aPlainFunctionIsCalledAndNoExecutionStarted(Lab lab) {
        var plain = lab.register("plainInvoked", "plainSum", ",\"durable\":false");

        var answer = lab.lambda().send("Invoke", input("FunctionName", plain).put("Payload", "{\"a\":1,\"b\":2}"));

        assertThat(answer.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(Rest.json(answer.path("Payload").asText()).path("sum").asInt())
                .isEqualTo(3);
        assertThat(answer.has("DurableExecutionArn")).isFalse();
    }

    @Test
    void theErrorOfAPlainFunctionIsItsAnswer(Lab lab) {
        var plain = lab.register("plainFailingInvoked", "plainFailing", ",\"durable\":false");

        var answer = lab.lambda().send("Invoke", input("FunctionName", plain).put("Payload", "{}"));

        assertThat(answer.path("FunctionError").asText()).isEqualTo("Unhandled");
        var error = Rest.json(answer.path("Payload").asText());
        assertThat(error.path("errorType").asText()).isEqualTo("TypeError");
        assertThat(error.path("errorMessage").asText()).isEqualTo("plainly wrong");
    }

    @Test
    void whatMakesNoSenseIsRefused(Lab lab) {
        var unqualified = greet(lab);
        unqualified.remove("Qualifier");

        assertError(lab, unqualified, 400, "InvalidParameterValueException");
        assertError(lab, greet(lab).put("Payload", "{not json"), 400, "InvalidRequestContentException");
        assertError(lab, greet(lab).put("FunctionName", "nobody"), 404, "ResourceNotFoundException");
        assertError(lab, greet(lab).put("Qualifier", "7"), 404, "ResourceNotFoundException");
    }

    @Test
    void aHandlerKnowsWhoItIsAndHowLongItMayRun(Lab lab) {
        var answer = lab.lambda()
                .send(
                        "Invoke",
                        Lab.invocation(lab.function("tellsItsContext"), "{}").put("TenantId", "tenant-7"));

        var told = Rest.json(answer.path("Payload").asText());
        assertThat(told.path("functionName").asText()).isEqualTo("tellsItsContext");
        assertThat(told.path("functionVersion").asText()).isEqualTo("$LATEST");
        assertThat(told.path("invokedFunctionArn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:tellsItsContext:$LATEST");
        assertThat(told.path("tenantId").asText()).isEqualTo("tenant-7");
        assertThat(told.path("remaining").asBoolean()).isTrue();
        assertThat(lab.execution(answer)
                        .event("InvocationCompleted", "")
                        .details()
                        .path("RequestId"))
                .isEqualTo(told.path("awsRequestId"));
    }
}
