package dev.reprise.aws;

import static dev.reprise.aws.JsLambdaClient.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Get, history, list and stop as the Lambda client sends and reads them. */
@OnReprise
class ClientIT {
    private static final String UNKNOWN =
            "arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST/durable-execution/n/0001-00000000-0000-7000-8000-000000000000";

    private static void assertError(Runnable call, int status, String type) {
        assertThatExceptionOfType(JsLambdaClient.ServiceError.class)
                .isThrownBy(call::run)
                .satisfies(error -> {
                    assertThat(error.name()).isEqualTo(type);
                    assertThat(error.classes()).contains("LambdaServiceException");
                    assertThat(error.status()).isEqualTo(status);
                    assertThat(error.message()).isNotBlank();
                });
    }

    /** One of the classes that the SDK itself declares. */
    private static void assertDeclared(Runnable call, int status, String type) {
        assertError(call, status, type);
        assertThatExceptionOfType(JsLambdaClient.ServiceError.class)
                .isThrownBy(call::run)
                .satisfies(error -> assertThat(error.classes()).contains(type));
    }

    @Test
    void anExecutionIsDescribedWhileItRunsAndAfterItsEnd(Lab lab) {
        var name = Lab.name();
        var invocation = Lab.invocation(lab.function("callbackOnce"), "{\"timeout\":{\"seconds\":600}}");
        var execution = lab.execution(lab.lambda()
                .send("Invoke", invocation.put("InvocationType", "Event").put("DurableExecutionName", name)));
        var callbackId = execution.callback("approval");

        var running = execution.describe();
        lab.lambda()
                .send(
                        "SendDurableExecutionCallbackSuccess",
                        input("CallbackId", callbackId).put("Result", "yes"));
        var ended = execution.ended();

        assertThat(running.path("DurableExecutionArn").asText()).isEqualTo(execution.arn());
        assertThat(running.path("DurableExecutionName").asText()).isEqualTo(name);
        assertThat(execution.arn()).startsWith(running.path("FunctionArn").asText() + "/durable-execution/" + name);
        assertThat(running.path("FunctionArn").asText()).endsWith(":function:callbackOnce:$LATEST");
        assertThat(running.path("Version").asText()).isEqualTo("$LATEST");
        assertThat(running.path("Status").asText()).isEqualTo("RUNNING");
        assertThat(running.path("InputPayload").asText()).isEqualTo("{\"timeout\":{\"seconds\":600}}");
        assertThat(running.has("EndTimestamp")).isFalse();
        assertThat(running.has("Result")).isFalse();
        assertThat(ended.path("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("Result").asText()).isEqualTo("{\"answer\":\"yes\"}");
        assertThat(ended.has("Error")).isFalse();
        assertThat(instant(ended, "EndTimestamp")).isAfter(instant(ended, "StartTimestamp"));
        assertThat(instant(ended, "StartTimestamp")).isEqualTo(instant(running, "StartTimestamp"));
    }

    private static Instant instant(JsonNode json, String member) {
        return Instant.parse(json.path(member).asText());
    }

    @Test
    void dataIsLeftOutOnRequest(Lab lab) {
        var execution = lab.start("stepOnce", "{\"name\":\"Ada\"}");
        execution.ended();
        var request = input("DurableExecutionArn", execution.arn()).put("IncludeExecutionData", false);

        var described = lab.lambda().send("GetDurableExecution", request);
        var history = lab.lambda().send("GetDurableExecutionHistory", request);

        assertThat(described.path("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(described.has("InputPayload")).isFalse();
        assertThat(described.has("Result")).isFalse();
        assertThat(history.path("Events").findValues("Payload")).isEmpty();
        assertThat(history.path("Events").findValuesAsText("EventType"))
                .containsExactly(
                        "ExecutionStarted",
                        "StepStarted",
                        "StepSucceeded",
                        "InvocationCompleted",
                        "ExecutionSucceeded");
    }

    @Test
    void historyIsReadInPagesBothWays(Lab lab) {
        var execution = lab.start("stepsInOrder", "{\"steps\":3}");
        execution.ended();
        var request = input("DurableExecutionArn", execution.arn()).put("MaxItems", 4);

        var forwards = pages(lab, "GetDurableExecutionHistory", "Events", request);
        var backwards = pages(lab, "GetDurableExecutionHistory", "Events", request.put("ReverseOrder", true));

        assertThat(forwards)
                .extracting(event -> event.path("EventId").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(backwards).containsExactlyElementsOf(forwards.reversed());
    }

    /** All pages to the end; each but the last is as long as asked for. */
    private static List<JsonNode> pages(Lab lab, String command, String member, ObjectNode request) {
        var all = new ArrayList<JsonNode>();
        var asked = request.deepCopy();
        JsonNode page;
        do {
            page = lab.lambda().send(command, asked);
            page.path(member).forEach(all::add);
            asked.put("Marker", page.path("NextMarker").asText());
            assertThat(all).as("%s", page).hasSizeLessThan(1_000);
        } while (!page.path("NextMarker").asText("").isEmpty());
        return all;
    }

    @Test
    void executionsOfAFunctionAreListedByStatusNameAndTime(Lab lab) {
        var function = lab.register("listed", "callbackOnce", "");
        var done = lab.startFunction(function, "{\"timeout\":{\"seconds\":600}}");
        lab.lambda()
                .send(
                        "SendDurableExecutionCallbackSuccess",
                        input("CallbackId", done.callback("approval")).put("Result", "1"));
        done.ended();
        var open = lab.startFunction(function, "{\"timeout\":{\"seconds\":600}}");
        var third = lab.startFunction(function, "{\"timeout\":{\"seconds\":600}}");
        var request = input("FunctionName", function);

        assertThat(arns(lab, request)).containsExactly(third.arn(), open.arn(), done.arn());
        assertThat(arns(lab, request.deepCopy().put("ReverseOrder", true).put("MaxItems", 1)))
                .containsExactly(done.arn(), open.arn(), third.arn());
        var succeeded = request.deepCopy();
        succeeded.putArray("Statuses").add("SUCCEEDED").add("FAILED");
        assertThat(arns(lab, succeeded)).containsExactly(done.arn());
        var running = request.deepCopy();
        running.putArray("Statuses").add("RUNNING");
        assertThat(arns(lab, running)).containsExactly(third.arn(), open.arn());
        var name = open.describe().path("DurableExecutionName").asText();
        assertThat(arns(lab, request.deepCopy().put("DurableExecutionName", name)))
                .containsExactly(open.arn());
        var openStarted = open.describe().path("StartTimestamp").asText();
        assertThat(arns(lab, request.deepCopy().put("StartedBefore", openStarted)))
                .containsExactly(done.arn());
        assertThat(arns(lab, request.deepCopy().put("StartedAfter", openStarted)))
                .containsExactly(third.arn());
        var listed = pages(lab, "ListDurableExecutionsByFunction", "DurableExecutions", request)
                .getLast();
        assertThat(listed.path("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(listed.path("FunctionArn").asText()).endsWith(":function:listed:$LATEST");
        assertThat(instant(listed, "EndTimestamp")).isAfter(instant(listed, "StartTimestamp"));
    }

    private static List<String> arns(Lab lab, ObjectNode request) {
        return pages(lab, "ListDurableExecutionsByFunction", "DurableExecutions", request).stream()
                .map(execution -> execution.path("DurableExecutionArn").asText())
                .toList();
    }

    @Test
    void aRunningExecutionIsStopped(Lab lab) {
        var execution = lab.start("callbackOnce");
        var callbackId = execution.callback("approval");
        var stop = input("DurableExecutionArn", execution.arn());
        stop.putObject("Error").put("ErrorType", "Cancelled").put("ErrorMessage", "by the operator");

        var stopped = lab.lambda().send("StopDurableExecution", stop);
        var again = lab.lambda().send("StopDurableExecution", stop);

        assertThat(execution.failure()).isEqualTo("STOPPED Cancelled: by the operator");
        assertThat(instant(stopped, "StopTimestamp")).isEqualTo(instant(execution.ended(), "EndTimestamp"));
        assertThat(instant(again, "StopTimestamp")).isEqualTo(instant(stopped, "StopTimestamp"));
        assertThat(execution.history().events().getLast().told())
                .isEqualTo("ExecutionStopped Cancelled: by the operator");
        assertDeclared(
                () -> lab.lambda().send("SendDurableExecutionCallbackSuccess", input("CallbackId", callbackId)),
                400,
                "CallbackTimeoutException");
    }

    @Test
    void anExecutionThatRunsOutOfTimeIsOver(Lab lab) {
        var function = lab.register("outOfTime", "durableSleeper", ",\"executionTimeoutSeconds\":1");
        var execution = lab.startFunction(function, "{}");

        assertThat(execution.ended().path("Status").asText()).isEqualTo("TIMED_OUT");
        assertThat(execution.history().events().getLast().type()).isEqualTo("ExecutionTimedOut");
    }

    @Test
    void whatIsNotThereIsNotFound(Lab lab) {
        for (var command : List.of("GetDurableExecution", "GetDurableExecutionHistory", "StopDurableExecution")) {
            assertDeclared(
                    () -> lab.lambda().send(command, input("DurableExecutionArn", UNKNOWN)),
                    404,
                    "ResourceNotFoundException");
        }
        assertDeclared(
                () -> lab.lambda().send("ListDurableExecutionsByFunction", input("FunctionName", "nobody")),
                404,
                "ResourceNotFoundException");
    }

    @Test
    void whatMakesNoSenseIsRefused(Lab lab) {
        var execution = lab.start("stepOnce", "{\"name\":\"Ada\"}");
        execution.ended();
        var arn = input("DurableExecutionArn", execution.arn());

        assertDeclared(
                () -> lab.lambda()
                        .send("SendDurableExecutionCallbackSuccess", input("CallbackId", "bm90IG9uZSBvZiBvdXJz")),
                400,
                "InvalidParameterValueException");
        assertDeclared(
                () -> lab.lambda()
                        .send("GetDurableExecutionHistory", arn.deepCopy().put("Marker", "bm90IG9uZQ==")),
                400,
                "InvalidParameterValueException");
        assertError(
                () -> lab.lambda()
                        .send("GetDurableExecutionHistory", arn.deepCopy().put("MaxItems", 1001)),
                400,
                "ValidationException");
        assertDeclared(
                () -> lab.lambda()
                        .send("CheckpointDurableExecution", arn.deepCopy().put("CheckpointToken", "bm90IG9uZQ==")),
                400,
                "InvalidParameterValueException");
        assertDeclared(
                () -> lab.lambda()
                        .send("GetDurableExecutionState", arn.deepCopy().put("CheckpointToken", "bm90IG9uZQ==")),
                400,
                "InvalidParameterValueException");
    }
}
