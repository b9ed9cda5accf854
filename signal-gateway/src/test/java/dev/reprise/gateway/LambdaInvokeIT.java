package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.application.ExecutionEnds;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambda's Invoke as any HTTP client sends it, with this test as the function that is invoked. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class LambdaInvokeIT {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final String EXECUTION_ARN = "X-Amz-Durable-Execution-Arn";
    private static final String SIGNAL_WAIT =
            "{\"Id\":\"w\",\"Type\":\"CALLBACK\",\"SubType\":\"Signal\",\"Name\":\"go\",\"Action\":\"START\"}";

    @Inject
    ExecutionEnds ends;

    private final String function = Api.name();
    private FunctionDouble code;

    @BeforeEach
    void serve() {
        Service.awaitReady("order-function");
        code = FunctionDouble.answering("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"shipped\\\"\"}");
        register(function, "{\"target\":\"%s\"}".formatted(code.url()));
    }

    @AfterEach
    void close() {
        code.close();
    }

    private static void register(String name, String settings) {
        var response = Api.json(settings).put("/api/v1/functions/" + name);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    private void registerPlain() {
        register(
                function, "{\"target\":\"%s\",\"durable\":false,\"invocationTimeoutSeconds\":1}".formatted(code.url()));
    }

    private static Response invoke(String name, Map<String, String> headers, String body) {
        return given().urlEncodingEnabled(false)
                .headers(headers)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/2015-03-31/functions/" + name + "/invocations");
    }

    private Response invoke(Map<String, String> headers, String body) {
        return invoke(function + ":$LATEST", headers, body);
    }

    private static Map<String, String> named(String name) {
        return Map.of("X-Amz-Durable-Execution-Name", name);
    }

    private static String id(Response response) {
        var arn = response.header(EXECUTION_ARN);
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String journal(Response response) {
        return response.asString() + "\n" + Api.journal(id(response));
    }

    private static void assertError(Response response, int status, String type, String member, String message) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.header("x-amzn-errortype")).isEqualTo(type);
        assertThat(response.header("x-amzn-RequestId")).isNotBlank();
        assertThat(response.<String>path("Type")).isEqualTo("User");
        assertThat(response.<String>path(member)).as(response.asString()).contains(message);
    }

    /** Starts an execution that waits for the signal "go". */
    private Response suspended(String name) {
        code.checkpointFirst(SIGNAL_WAIT);
        code.answer("{\"Status\":\"PENDING\"}");
        var started =
                invoke(Map.of("X-Amz-Invocation-Type", "Event", "X-Amz-Durable-Execution-Name", name), "{\"a\":1}");
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
        Api.awaitSuspended(id(started));
        code.answer("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"shipped\\\"\"}");
        return started;
    }

    private static CompletableFuture<Response> meanwhile(java.util.function.Supplier<Response> call) {
        return CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task));
    }

    private void awaitSomebodyWaits() {
        Await.until("somebody waits", () -> ends.count() > 0, () -> "nobody does");
    }

    // Durable functions, the caller waits

    @Test
    void aCallerWhoWaitsGetsTheResultAsItIs() {
        var name = Api.name();
        var response = invoke(named(name), "{\"orderId\":4711}");

        assertThat(response.statusCode()).as(journal(response)).isEqualTo(200);
        assertThat(response.asString()).isEqualTo("\"shipped\"");
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.header("X-Amz-Function-Error")).isNull();
        assertThat(response.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
        assertThat(response.header(EXECUTION_ARN))
                .startsWith(ARN + function + ":$LATEST/durable-execution/" + name + "/");
        assertThat(code.calls()
                        .getFirst()
                        .json()
                        .getString("InitialExecutionState.Operations[0].ExecutionDetails.InputPayload"))
                .isEqualTo("{\"orderId\":4711}");
    }

    @Test
    void anEmptyPayloadIsAnEmptyObjectAndNoResultIsNull() {
        code.answer("{\"Status\":\"SUCCEEDED\"}");

        var response = invoke(Map.of(), "");

        assertThat(response.asString()).isEqualTo("null");
        assertThat(code.calls()
                        .getFirst()
                        .json()
                        .getString("InitialExecutionState.Operations[0].ExecutionDetails.InputPayload"))
                .isEqualTo("{}");
    }

    @Test
    void anExecutionThatFailsIsAFunctionErrorAsLambdaWritesIt() {
        code.answer(
                "{\"Status\":\"FAILED\",\"Error\":{\"ErrorType\":\"CardDeclined\",\"ErrorMessage\":\"no money\",\"StackTrace\":[\"at Shop\"]}}");

        var response = invoke(Map.of(), "{}");

        assertThat(response.statusCode()).as(journal(response)).isEqualTo(200);
        assertThat(response.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(response.header("x-amzn-errortype")).isNull();
        assertThat(response.asString())
                .isEqualTo(
                        "{\"errorType\":\"CardDeclined\",\"errorMessage\":\"no money\",\"stackTrace\":[\"at Shop\"]}");
        assertThat(response.header(EXECUTION_ARN)).isNotBlank();
    }

    @Test
    void anExecutionThatFailsWithoutAWordIsAFunctionErrorAllTheSame() {
        code.answer("{\"Status\":\"FAILED\"}");

        var response = invoke(Map.of(), "{}");

        assertThat(response.header("X-Amz-Function-Error"))
                .as(journal(response))
                .isEqualTo("Unhandled");
        assertThat(response.<String>path("errorMessage")).contains(response.header(EXECUTION_ARN), "FAILED");
    }

    @Test
    void anExecutionThatTimesOutIsAFunctionError() {
        register(function, "{\"target\":\"%s\",\"executionTimeoutSeconds\":1}".formatted(code.url()));
        code.checkpointFirst(SIGNAL_WAIT);
        code.answer("{\"Status\":\"PENDING\"}");

        var response = invoke(Map.of(), "{}");

        assertThat(response.statusCode()).as(journal(response)).isEqualTo(200);
        assertThat(response.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(response.<String>path("errorMessage")).contains("timed out after 1 seconds");
    }

    @Test
    void anExecutionThatIsStoppedWhileSomebodyWaitsIsAFunctionError() {
        var name = Api.name();
        var id = id(suspended(name));

        var waiting = meanwhile(() -> invoke(named(name), "{\"a\":1}"));
        awaitSomebodyWaits();
        Api.json("{\"type\":\"Cancelled\",\"message\":\"by the operator\"}").post("/api/v1/executions/" + id + "/stop");
        var response = waiting.join();

        assertThat(response.statusCode()).as(journal(response)).isEqualTo(200);
        assertThat(response.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(response.asString()).contains("Cancelled", "by the operator");
        assertThat(id(response)).isEqualTo(id);
    }

    @Test
    void aCallerWhoHangsUpLeavesNothingBehind() throws IOException {
        var name = Api.name();
        suspended(name);
        int before = ends.count();
        var body = "{\"a\":1}";
        var request =
                "POST /2015-03-31/functions/%s/invocations HTTP/1.1\r\nHost: localhost\r\nX-Amz-Durable-Execution-Name: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(function + ":$LATEST", name, body.length(), body);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            Await.until("the caller is waited for", () -> ends.count() > before, () -> "nobody is");
        }

        Await.until("nobody waits any more", () -> ends.count() == before, () -> ends.count() + " wait");
    }

    // Durable functions, the caller does not wait

    @Test
    void aCallerWhoDoesNotWaitIsToldWhichExecutionItIs() {
        var response = invoke(Map.of("X-Amz-Invocation-Type", "Event"), "{}");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        assertThat(response.asString()).isEmpty();
        assertThat(response.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
        assertThat(Api.result(id(response)).asString()).isEqualTo("\"shipped\"");
    }

    @Test
    void aDryRunStartsNothing() {
        var response = invoke(Map.of("X-Amz-Invocation-Type", "DryRun"), "{}");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
        assertThat(response.asString()).isEmpty();
        assertThat(given().queryParam("function", function)
                        .get("/api/v1/executions")
                        .<List<?>>path("executions"))
                .isEmpty();
        assertThat(code.calls()).isEmpty();
    }

    // Names

    @Test
    void aNameThatRunsIsWaitedForAndNotStartedAgain() {
        var name = Api.name();
        var id = id(suspended(name));

        var waiting = meanwhile(() -> invoke(named(name), "{\"a\":1}"));
        awaitSomebodyWaits();
        Api.json("null").post("/api/v1/executions/" + id + "/signals/go");
        var response = waiting.join();
        var later = invoke(named(name), "{\"a\":1}");
        var async = invoke(Map.of("X-Amz-Invocation-Type", "Event", "X-Amz-Durable-Execution-Name", name), "{\"a\":1}");

        assertThat(response.asString()).as(journal(response)).isEqualTo("\"shipped\"");
        assertThat(id(response)).isEqualTo(id);
        assertThat(later.asString()).isEqualTo("\"shipped\"");
        assertThat(id(later)).isEqualTo(id);
        assertThat(async.statusCode()).isEqualTo(202);
        assertThat(id(async)).isEqualTo(id);
    }

    @Test
    void aNameWithAnotherPayloadIsTaken() {
        var name = Api.name();
        var first = invoke(named(name), "{\"a\":1}");

        for (var type : List.of("RequestResponse", "Event")) {
            assertError(
                    invoke(Map.of("X-Amz-Invocation-Type", type, "X-Amz-Durable-Execution-Name", name), "{\"a\":2}"),
                    409,
                    "DurableExecutionAlreadyStartedException",
                    "Message",
                    "Execution already started: " + first.header(EXECUTION_ARN));
        }
    }

    @Test
    void allTriesOfOneCallOfAnSdkAreOneExecution() {
        var call = Map.of("amz-sdk-invocation-id", Api.name());

        assertThat(id(invoke(call, "{}"))).isEqualTo(id(invoke(call, "{}")));
        assertThat(id(invoke(Map.of(), "{}"))).isNotEqualTo(id(invoke(Map.of(), "{}")));
    }

    // Which function, which version

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s:1",
                "%s:live",
                "%s?Qualifier=1",
                "%s:live?Qualifier=live",
                "arn:aws:lambda:us-east-1:000000000000:function:%s:live",
                "000000000000:function:%s:1"
            })
    void everyWayOfNamingAVersionMeansIt(String form) {
        given().post("/api/v1/functions/" + function + "/versions");
        Api.json("{\"version\":\"1\"}").put("/api/v1/functions/" + function + "/aliases/live");
        int question = form.indexOf('?');
        var path = (question < 0 ? form : form.substring(0, question)).formatted(function);
        var query = question < 0 ? "" : form.substring(question);

        var response = given().urlEncodingEnabled(false)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/2015-03-31/functions/" + URLEncoder.encode(path, StandardCharsets.UTF_8) + "/invocations"
                        + query);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.header("X-Amz-Executed-Version")).isEqualTo("1");
        assertThat(response.header(EXECUTION_ARN)).startsWith(ARN + function + ":1/");
    }

    @Test
    void aDurableFunctionNeedsAQualifier() {
        assertError(
                invoke(function, Map.of(), "{}"),
                400,
                "InvalidParameterValueException",
                "message",
                "You cannot invoke a durable function using an unqualified ARN.");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertError(
                invoke("nobody:1", Map.of(), "{}"),
                404,
                "ResourceNotFoundException",
                "Message",
                "Function not found: " + ARN + "nobody:1");
        assertError(
                invoke(function + ":9", Map.of(), "{}"), 404, "ResourceNotFoundException", "Message", function + ":9");
        assertError(
                invoke("arn:aws:lambda:eu-west-1:111122223333:function:" + function, Map.of(), "{}"),
                404,
                "ResourceNotFoundException",
                "Message",
                "eu-west-1:111122223333");
    }

    @Test
    void aRequestThatIsNotShapedRightIsRefused() {
        assertError(invoke("a%20b", Map.of(), "{}"), 400, "ValidationException", "message", "'functionName' failed");
        assertError(
                invoke(Map.of("X-Amz-Invocation-Type", "event"), "{}"),
                400,
                "ValidationException",
                "message",
                "Value 'event' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, Event, DryRun]");
        assertError(
                invoke(named("n".repeat(65)), "{}"), 400, "ValidationException", "message", "'durableExecutionName'");
        assertError(invoke(named("a b"), "{}"), 400, "ValidationException", "message", "'durableExecutionName'");
        assertError(
                invoke(Map.of("X-Amz-Tenant-Id", "a;b"), "{}"), 400, "ValidationException", "message", "'tenantId'");
        assertError(
                given().queryParam("Qualifier", "2")
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .post("/2015-03-31/functions/" + function + ":1/invocations"),
                400,
                "InvalidParameterValueException",
                "message",
                "'1' and '2'");
    }

    // Payloads

    @ParameterizedTest
    @ValueSource(strings = {"{", "nul", "{} {}", "\"open", " "})
    void aPayloadThatIsNotJsonIsRefused(String body) {
        assertError(
                invoke(Map.of(), body),
                400,
                "InvalidRequestContentException",
                "message",
                "Could not parse request body");
    }

    @ParameterizedTest
    @CsvSource({"RequestResponse, 6291456", "Event, 1048576"})
    void aPayloadOverTheLimitOfItsInvocationTypeIsTooLarge(String type, int most) {
        var headers = Map.of("X-Amz-Invocation-Type", type);
        var largest = "\"" + "x".repeat(most - 2) + "\"";

        assertThat(invoke(headers, largest).statusCode()).isLessThan(300);
        assertError(
                invoke(headers, largest + " "),
                413,
                "RequestTooLargeException",
                "message",
                "Request must be smaller than " + most + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "text/plain", "application/x-www-form-urlencoded"})
    void whateverTheMediaTypeSaysAJsonPayloadIsTaken(String mediaType) {
        var target = "/2015-03-31/functions/" + function + ":$LATEST/invocations";
        var answer = RawHttp.send("POST", target, mediaType, "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).endsWith("\"shipped\"");
    }

    @Test
    void theOtherWaysOfInvokingAreRefused() {
        for (var path : List.of(
                "/2014-11-13/functions/%s/invoke-async/", "/2021-11-15/functions/%s/response-streaming-invocations")) {
            assertError(
                    Api.json("{}").post(path.formatted(function)),
                    400,
                    "InvalidParameterValueException",
                    "message",
                    "Expected Invoke");
        }
    }

    @Test
    void whoDoesNotWaitGetsASmallerResultThanWhoWaits() {
        code.answer("{\"Status\":\"SUCCEEDED\",\"Result\":\"%s\"}".formatted("1".repeat((1 << 20) + 1)));

        var waited = invoke(Map.of(), "{}");
        var event = invoke(Map.of("X-Amz-Invocation-Type", "Event"), "{}");

        assertThat(waited.asByteArray()).hasSize((1 << 20) + 1);
        assertThat(Api.result(id(event)).asString())
                .contains("Execution output payload size must be less than or equal to 1048576 bytes.");
    }

    // Trace and tenant

    @Test
    void traceAndTenantGoFromTheCallToTheFunction() {
        var trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        var response = invoke(Map.of("X-Amzn-Trace-Id", trace, "X-Amz-Tenant-Id", "blue"), "{}");

        assertThat(code.calls().getFirst().header("Lambda-Runtime-Trace-Id")).isEqualTo(trace);
        assertThat(code.calls().getFirst().header("X-Amz-Tenant-Id")).isEqualTo("blue");
        var shown = given().urlEncodingEnabled(false)
                .get("/2025-12-01/durable-executions/"
                        + URLEncoder.encode(response.header(EXECUTION_ARN), StandardCharsets.UTF_8));
        assertThat(shown.<String>path("TraceHeader.XAmznTraceId"))
                .as(shown.asString())
                .isEqualTo(trace);
    }

    // Plain functions

    @Test
    void aPlainFunctionIsCalledOnceAndItsAnswerIsTheResult() {
        registerPlain();
        code.answer("{\"any\": [1, 2]}");

        var response = invoke(function, Map.of("X-Amz-Tenant-Id", "blue"), "{\"n\":1}");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.asString()).isEqualTo("{\"any\": [1, 2]}");
        assertThat(response.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
        assertThat(response.header(EXECUTION_ARN)).isNull();
        assertThat(code.calls()).hasSize(1);
        assertThat(code.calls().getFirst().body()).isEqualTo("{\"n\":1}");
        assertThat(code.calls().getFirst().header("X-Amz-Tenant-Id")).isEqualTo("blue");
        assertThat(code.calls().getFirst().header("Lambda-Runtime-Invoked-Function-Arn"))
                .isEqualTo(ARN + function + ":$LATEST");
    }

    @Test
    void aPlainFunctionsErrorIsHandedOnAsItsHostWroteIt() {
        registerPlain();
        code.failWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"x is undefined\",\"trace\":[\"at x\"]}");

        var response = invoke(function, Map.of(), "{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(response.asString())
                .isEqualTo("{\"errorType\":\"TypeError\",\"errorMessage\":\"x is undefined\",\"trace\":[\"at x\"]}");
    }

    @Test
    void aPlainFunctionThatDoesNotAnswerIsAFunctionError() {
        registerPlain();
        code.shut();

        var response = invoke(function, Map.of(), "{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(response.<String>path("errorType")).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void aPlainFunctionIsCalledInTheBackgroundWhenNobodyWaits() {
        registerPlain();

        var response = invoke(function, Map.of("X-Amz-Invocation-Type", "Event"), "{\"n\":2}");

        assertThat(response.statusCode()).isEqualTo(202);
        Await.until("the function was called", () -> code.calls().size() == 1, () -> "it was not");
        assertThat(code.calls().getFirst().body()).isEqualTo("{\"n\":2}");
    }

    @Test
    void aPlainFunctionHasNoExecutionToName() {
        registerPlain();

        assertError(
                invoke(function, named("a"), "{}"),
                400,
                "InvalidParameterValueException",
                "message",
                "X-Amz-Durable-Execution-Name");
        assertThat(code.calls()).isEmpty();
    }

    // Signals

    private static String signal(String execution, String rest) {
        return "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":\"go\"%s}}".formatted(execution, rest);
    }

    @Test
    void aSignalSentToInvokeReachesTheCodeAndStartsNothing() {
        var started = suspended(Api.name());

        var response = invoke(function, Map.of(), signal(id(started), ",\"payload\":{\"ok\": true}"));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.<Boolean>path("buffered")).isFalse();
        assertThat(response.header(EXECUTION_ARN)).isEqualTo(started.header(EXECUTION_ARN));
        assertThat(Api.result(id(started)).asString()).isEqualTo("\"shipped\"");
        assertThat(code.calls()
                        .getLast()
                        .json()
                        .getString("InitialExecutionState.Operations[1].CallbackDetails.Result"))
                .isEqualTo("{\"ok\":true}");
    }

    @Test
    void aSignalByArnThatNobodyWaitsForIsAcceptedAndCountsOnce() {
        var started = suspended(Api.name());
        var body = signal(started.header(EXECUTION_ARN), ",\"signal_id\":\"s-1\",\"payload\":1")
                .replace("\"go\"", "\"later\"");

        var first = invoke(function, Map.of("X-Amz-Invocation-Type", "Event"), body);
        var again = invoke(function, Map.of(), body);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        assertThat(again.<Boolean>path("repeated")).as(again.asString()).isTrue();
    }

    @Test
    void aSignalThatCannotBeDeliveredIsRefused() {
        var ended = invoke(Map.of(), "{}");
        var unknown = "0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";
        var other = Api.start("order-function", Api.name(), "{\"id\":\"x\",\"cents\":1}");
        var huge = ",\"payload\":\"%s\"".formatted("x".repeat(256 * 1024));

        assertError(
                invoke(function, Map.of(), signal(id(ended), "")),
                409,
                "ResourceConflictException",
                "message",
                "ended");
        assertError(
                invoke(function, Map.of(), signal(unknown, "")), 404, "ResourceNotFoundException", "Message", unknown);
        assertError(invoke(function, Map.of(), signal(other, "")), 404, "ResourceNotFoundException", "Message", other);
        assertError(
                invoke(function, Map.of(), signal(id(ended), huge)),
                413,
                "RequestTooLargeException",
                "message",
                "262144");
        for (var malformed : List.of(
                "{\"_durable_signal\":7}",
                "{\"_durable_signal\":{}}",
                "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":\"\"}}".formatted(unknown),
                "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":7}}".formatted(unknown),
                "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":\"go\",\"signal_id\":\"\"}}"
                        .formatted(unknown),
                signal("not-an-id", ""))) {
            assertError(
                    invoke(function, Map.of(), malformed),
                    400,
                    "InvalidRequestContentException",
                    "message",
                    "Expected ");
        }
    }

    @Test
    void anInputThatOnlyContainsTheWordIsAnInput() {
        var response = invoke(Map.of(), "{\"_durable_signal\":{},\"and\":\"more\"}");

        assertThat(response.asString()).as(response.asString()).isEqualTo("\"shipped\"");
    }

    // What clients ask about a function first

    @Test
    void aFunctionAndItsVersionsAreShown() {
        given().post("/api/v1/functions/" + function + "/versions");
        Api.json("{\"version\":\"1\"}").put("/api/v1/functions/" + function + "/aliases/live");
        var path = "/2015-03-31/functions/" + function;

        var configuration = given().get(path + "/configuration").jsonPath();
        var byAlias = given().queryParam("Qualifier", "live").get(path).jsonPath();
        var versions = given().get(path + "/versions");
        var first = given().queryParam("MaxItems", 1).get(path + "/versions");
        var second =
                given().queryParam("Marker", first.<String>path("NextMarker")).get(path + "/versions");

        assertThat(configuration.getMap(""))
                .containsEntry("FunctionName", function)
                .containsEntry("FunctionArn", ARN + function)
                .containsEntry("Version", "$LATEST")
                .containsEntry("Timeout", 900)
                .containsEntry("State", "Active")
                .containsEntry("DurableConfig", Map.of("ExecutionTimeout", 31_622_400, "RetentionPeriodInDays", 14))
                .doesNotContainKey("Runtime");
        assertThat(byAlias.getString("Configuration.Version")).isEqualTo("1");
        assertThat(byAlias.getString("Configuration.FunctionArn")).isEqualTo(ARN + function + ":live");
        assertThat(versions.<List<String>>path("Versions.Version")).containsExactly("$LATEST", "1");
        assertThat(versions.<String>path("Versions[1].FunctionArn")).isEqualTo(ARN + function + ":1");
        assertThat(versions.<String>path("NextMarker")).isNull();
        assertThat(first.<List<String>>path("Versions.Version")).containsExactly("$LATEST");
        assertThat(second.<List<String>>path("Versions.Version")).containsExactly("1");
        assertError(
                given().queryParam("Marker", "x").get(path + "/versions"),
                400,
                "InvalidParameterValueException",
                "message",
                "Invalid Marker");
        assertError(given().get("/2015-03-31/functions/nobody"), 404, "ResourceNotFoundException", "Message", "nobody");
        assertError(
                given().queryParam("Qualifier", "9").get(path + "/configuration"),
                404,
                "ResourceNotFoundException",
                "Message",
                ":9");
    }

    @Test
    void executionsAreListedByTheVersionThatAnAliasStandsFor() {
        given().post("/api/v1/functions/" + function + "/versions");
        Api.json("{\"version\":\"1\"}").put("/api/v1/functions/" + function + "/aliases/live");
        var pinned = invoke(function + ":live", Map.of(), "{}");
        invoke(function + ":$LATEST", Map.of(), "{}");
        var path = "/2025-12-01/functions/" + function + "/durable-executions";

        var live = given().queryParam("Qualifier", "live").get(path);

        assertThat(live.<List<String>>path("DurableExecutions.DurableExecutionArn"))
                .as(live.asString())
                .containsExactly(pinned.header(EXECUTION_ARN));
        assertThat(given().get(path).<List<?>>path("DurableExecutions")).hasSize(2);
        assertError(
                given().queryParam("Qualifier", "none").get(path), 404, "ResourceNotFoundException", "Message", "none");
    }
}
