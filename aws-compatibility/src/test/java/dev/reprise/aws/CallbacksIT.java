package dev.reprise.aws;

import static dev.reprise.aws.JsLambdaClient.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code context.createCallback} and {@code context.waitForCallback}, answered by the Lambda client. */
@OnReprise
class CallbacksIT {
    private static void succeed(Lab lab, String callbackId, String result) {
        lab.lambda()
                .send(
                        "SendDurableExecutionCallbackSuccess",
                        input("CallbackId", callbackId).put("Result", result));
    }

    private static ObjectNode failure(String callbackId) {
        var input = input("CallbackId", callbackId);
        input.putObject("Error")
                .put("ErrorType", "Rejected")
                .put("ErrorMessage", "not today")
                .put("ErrorData", "{\"by\":\"Ada\"}")
                .putArray("StackTrace")
                .add("at the office");
        return input;
    }

    @Test
    void theAnswerIsHandedToTheCodeAsTheTextItIs(Lab lab) {
        var execution = lab.start("callbackOnce");
        var callbackId = execution.callback("approval");
        execution.event("InvocationCompleted", "");

        succeed(lab, callbackId, "Grüße, not JSON");

        assertThat(execution.result()).isEqualTo("{\"answer\":\"Grüße, not JSON\"}");
        execution.history().tellsExactly("""
                ExecutionStarted
                CallbackStarted approval timeout 3600 s
                InvocationCompleted
                CallbackSucceeded approval Grüße, not JSON
                InvocationCompleted
                ExecutionSucceeded {"answer":"Grüße, not JSON"}
                """);
    }

    @Test
    void anEmptyAnswerIsNoResult(Lab lab) {
        var execution = lab.start("callbackOnce");

        lab.lambda().send("SendDurableExecutionCallbackSuccess", input("CallbackId", execution.callback("approval")));

        assertThat(execution.result()).isEqualTo("{}");
        execution.history().tells("""
                ExecutionStarted
                CallbackStarted approval timeout 3600 s
                CallbackSucceeded approval
                ExecutionSucceeded {}
                """);
    }

    @Test
    void aFailureIsThrownWithAllThatItSays(Lab lab) {
        var execution = lab.start("callbackOnce");

        lab.lambda().send("SendDurableExecutionCallbackFailure", failure(execution.callback("approval")));

        assertThat(execution.result())
                .isEqualTo(
                        "{\"error\":\"CallbackExternalError\",\"message\":\"not today\",\"data\":\"{\\\"by\\\":\\\"Ada\\\"}\",\"cause\":\"Rejected\"}");
        execution
                .history()
                .tellsAmongOthers(
                        "CallbackStarted approval timeout 3600 s", "CallbackFailed approval Rejected: not today");
    }

    @Test
    void aCallbackTimesOut(Lab lab) {
        var execution = lab.start("callbackOnce", "{\"timeout\":{\"seconds\":1}}");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"error\":\"CallbackTimeoutError\",\"message\":\"Callback timed out\",\"cause\":\"Callback.Timeout\"}");
        execution
                .history()
                .tellsAmongOthers(
                        "CallbackStarted approval timeout 1 s",
                        "CallbackTimedOut approval Callback.Timeout: Callback timed out");
    }

    @Test
    void aCallbackTimesOutWithoutAHeartbeat(Lab lab) {
        var execution = lab.start("callbackOnce", "{\"heartbeatTimeout\":{\"seconds\":1}}");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"error\":\"CallbackTimeoutError\",\"message\":\"Callback timed out on heartbeat\",\"cause\":\"Callback.Heartbeat\"}");
        execution
                .history()
                .tellsAmongOthers(
                        "CallbackStarted approval timeout 3600 s heartbeat 1 s",
                        "CallbackTimedOut approval Callback.Heartbeat: Callback timed out on heartbeat");
    }

    @Test
    void heartbeatsKeepACallbackAlive(Lab lab) {
        var execution = lab.start("callbackOnce", "{\"heartbeatTimeout\":{\"seconds\":15}}");
        var started = execution.event("CallbackStarted", "approval");
        var callbackId = started.details().path("CallbackId").asText();
        var outlived =
                Instant.parse(started.json().path("EventTimestamp").asText()).plusSeconds(20);

        Await.value(
                "the callback to outlive its heartbeat timeout",
                () -> {
                    lab.lambda().send("SendDurableExecutionCallbackHeartbeat", input("CallbackId", callbackId));
                    return Optional.of(Instant.now()).filter(outlived::isBefore);
                },
                () -> execution.historySoFar().toString());
        succeed(lab, callbackId, "alive");

        assertThat(execution.result()).isEqualTo("{\"answer\":\"alive\"}");
        execution.history().tells("""
                ExecutionStarted
                CallbackStarted approval timeout 3600 s heartbeat 15 s
                CallbackSucceeded approval alive
                ExecutionSucceeded {"answer":"alive"}
                """);
    }

    @Test
    void anAnswerIsReadByTheCallbacksOwnDeserializer(Lab lab) {
        var execution = lab.start("callbackOfJson");

        succeed(lab, execution.callback("json"), "{\"nested\":{\"value\":42}}");

        assertThat(execution.result()).isEqualTo("42");
        execution.history().tellsAmongOthers("CallbackSucceeded json {\"nested\":{\"value\":42}}");
    }

    @Test
    void callbacksAreAnsweredInAnyOrder(Lab lab) {
        var execution = lab.start("callbacksInAnyOrder");
        var first = execution.callback("first");

        succeed(lab, execution.callback("second"), "two");
        execution.event("CallbackSucceeded", "second");
        succeed(lab, first, "one");

        assertThat(execution.result()).isEqualTo("[\"one\",\"two\"]");
        execution.history().tells("""
                ExecutionStarted
                CallbackStarted first
                CallbackStarted second
                CallbackSucceeded second two
                CallbackSucceeded first one
                ExecutionSucceeded ["one","two"]
                """);
    }

    @Test
    void anAnswerMayComeBeforeTheCodeWaitsForIt(Lab lab) {
        var execution = lab.start("callbackAnsweredBeforeItIsAwaited");

        assertThat(execution.result()).isEqualTo("\"early bird\"");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                CallbackStarted early
                StepStarted answer
                CallbackSucceeded early early bird
                StepSucceeded answer
                ExecutionSucceeded "early bird"
                """);
    }

    @Test
    void aSecondAnswerIsRefused(Lab lab) {
        var execution = lab.start("callbackOnce");
        var callbackId = execution.callback("approval");
        succeed(lab, callbackId, "first");

        assertRefused(() -> succeed(lab, callbackId, "second"));
        assertRefused(() -> lab.lambda().send("SendDurableExecutionCallbackFailure", failure(callbackId)));
        assertRefused(
                () -> lab.lambda().send("SendDurableExecutionCallbackHeartbeat", input("CallbackId", callbackId)));

        assertThat(execution.result()).isEqualTo("{\"answer\":\"first\"}");
        assertThat(execution.history().count("CallbackSucceeded")).isEqualTo(1);
    }

    private static void assertRefused(Runnable call) {
        assertThatExceptionOfType(JsLambdaClient.ServiceError.class)
                .isThrownBy(call::run)
                .satisfies(error -> {
                    assertThat(error.classes()).contains("CallbackTimeoutException", "LambdaServiceException");
                    assertThat(error.status()).isEqualTo(400);
                });
    }

    @Test
    void whoeverIsAskedByTheSubmitterAnswers(Lab lab) {
        var execution = lab.start("callbackSubmitted");

        succeed(lab, execution.callback(""), "fine");

        assertThat(execution.result()).isEqualTo("\"fine\"");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted WaitForCallback review
                  CallbackStarted
                  StepStarted
                  StepSucceeded
                  CallbackSucceeded fine
                ContextSucceeded WaitForCallback review "fine"
                ExecutionSucceeded "fine"
                """);
    }

    @Test
    void whoeverIsAskedByTheSubmitterMayRefuse(Lab lab) {
        var execution = lab.start("callbackSubmitted");

        lab.lambda().send("SendDurableExecutionCallbackFailure", failure(execution.callback("")));

        assertThat(execution.result()).isEqualTo("\"CallbackExternalError: not today\"");
        execution
                .history()
                .tellsAmongOthers(
                        "ContextStarted WaitForCallback review",
                        "CallbackFailed Rejected: not today",
                        "ContextFailed WaitForCallback review CallbackExternalError: not today");
    }

    @Test
    void aSubmitterThatFailsEndsTheWait(Lab lab) {
        var execution = lab.start("callbackSubmitted", "{\"submitterFails\":true}");

        assertThat(execution.result()).isEqualTo("\"CallbackSubmitterError: no reviewer\"");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted WaitForCallback review
                  CallbackStarted
                  StepStarted
                  StepFailed Error: no reviewer
                ContextFailed WaitForCallback review StepError: no reviewer
                ExecutionSucceeded "CallbackSubmitterError: no reviewer"
                """);
    }

    @Test
    void whoeverIsAskedByTheSubmitterMayBeTooLate(Lab lab) {
        var execution = lab.start("callbackSubmitted", "{\"timeout\":{\"seconds\":1}}");

        assertThat(execution.result()).isEqualTo("\"CallbackTimeoutError: Callback timed out\"");
        execution
                .history()
                .tellsAmongOthers(
                        "ContextStarted WaitForCallback review",
                        "CallbackTimedOut Callback.Timeout: Callback timed out",
                        "ContextFailed WaitForCallback review CallbackTimeoutError: Callback timed out");
    }
}
