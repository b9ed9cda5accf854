package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CallbackTimeoutException;
import software.amazon.awssdk.services.lambda.model.ErrorObject;
import software.amazon.awssdk.services.lambda.model.Event;
import software.amazon.awssdk.services.lambda.model.EventType;
import software.amazon.awssdk.services.lambda.model.Execution;
import software.amazon.awssdk.services.lambda.model.ExecutionStatus;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.OperationAction;
import software.amazon.awssdk.services.lambda.model.OperationStatus;
import software.amazon.awssdk.services.lambda.model.OperationType;
import software.amazon.awssdk.services.lambda.model.OperationUpdate;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The AWS SDK's client, to which the service is Lambda: only its endpoint was changed. The test is the function. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class LambdaClientIT {
    private PlayedFunction function;
    private LambdaClient lambda;
    private String name;
    private JsonPath envelope;
    private String arn;
    private String token;

    @BeforeEach
    void beInvoked() {
        Service.awaitReady("order-function");
        function = PlayedFunction.serve();
        lambda = LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + RestAssured.port))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        name = function.register(Api.name().replace("test-", "aZ09_-"));
        Api.start(name, name, "{\"a\":1}");
        invoked();
    }

    @AfterEach
    void stop() {
        function.close();
        lambda.close();
    }

    private void invoked() {
        envelope = function.invoked();
        arn = envelope.getString("DurableExecutionArn");
        token = envelope.getString("CheckpointToken");
    }

    private String journal() {
        return Api.journal(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private void checkpoint(OperationUpdate... updates) {
        var used = token;
        token = lambda.checkpointDurableExecution(checkpoint -> checkpoint
                        .durableExecutionArn(arn)
                        .checkpointToken(used)
                        .updates(updates))
                .checkpointToken();
    }

    private static OperationUpdate step(String id, String payload) {
        return OperationUpdate.builder()
                .id(id)
                .type(OperationType.STEP)
                .subType("Step")
                .action(OperationAction.SUCCEED)
                .payload(payload)
                .build();
    }

    private String callback(String id, int timeoutSeconds) {
        checkpoint(OperationUpdate.builder()
                .id(id)
                .type(OperationType.CALLBACK)
                .action(OperationAction.START)
                .callbackOptions(options -> options.timeoutSeconds(timeoutSeconds))
                .build());
        return history(true).stream()
                .filter(event -> event.eventType() == EventType.CALLBACK_STARTED && id.equals(event.id()))
                .findFirst()
                .orElseThrow()
                .callbackStartedDetails()
                .callbackId();
    }

    private List<Event> history(boolean withData) {
        return lambda.getDurableExecutionHistory(get -> get.durableExecutionArn(arn)
                        .includeExecutionData(withData)
                        .maxItems(1000))
                .events();
    }

    private void awaitClosed() {
        Await.until("execution " + arn + " ends", () -> status() != ExecutionStatus.RUNNING, this::journal);
    }

    private ExecutionStatus status() {
        return lambda.getDurableExecution(get -> get.durableExecutionArn(arn)).status();
    }

    private static void assertValidation(LambdaException e, String message) {
        assertThat(e.statusCode()).isEqualTo(400);
        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    @Test
    void anExecutionIsDescribedWhileItRunsAndWhenItHasEnded() {
        var running = lambda.getDurableExecution(get -> get.durableExecutionArn(arn));
        checkpoint(step("s1", "1"));
        function.answer("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"ü\\\"\"}");
        awaitClosed();
        var ended = lambda.getDurableExecution(get -> get.durableExecutionArn(arn));
        var bare =
                lambda.getDurableExecution(get -> get.durableExecutionArn(arn).includeExecutionData(false));

        assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(running.durableExecutionArn()).isEqualTo(arn);
        assertThat(running.durableExecutionName()).isEqualTo(name);
        assertThat(running.functionArn()).isEqualTo(arn.substring(0, arn.indexOf("/durable-execution/")));
        assertThat(running.inputPayload()).isEqualTo("{\"a\":1}");
        assertThat(running.version()).isEqualTo("$LATEST");
        assertThat(running.executionDataIncluded()).isTrue();
        assertThat(running.durableConfig().retentionPeriodInDays()).isEqualTo(14);
        assertThat(running.durableConfig().executionTimeout()).isEqualTo(31_622_400);
        assertThat(running.endTimestamp()).isNull();
        assertThat(running.result()).isNull();
        assertThat(running.error()).isNull();
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.result()).isEqualTo("\"ü\"");
        assertThat(ended.startTimestamp()).isEqualTo(running.startTimestamp());
        assertThat(ended.endTimestamp()).isAfterOrEqualTo(ended.startTimestamp());
        assertThat(bare.inputPayload()).isNull();
        assertThat(bare.result()).isNull();
        assertThat(bare.executionDataIncluded()).isFalse();
    }

    @Test
    void theHistoryTellsEverythingInOrder() {
        checkpoint(step("s1", "1"));
        function.answer("{\"Status\":\"FAILED\",\"Error\":{\"ErrorType\":\"E\",\"ErrorMessage\":\"m\"}}");
        awaitClosed();

        var events = history(true);
        var bare = history(false);

        assertThat(events)
                .extracting(Event::eventType)
                .containsExactly(
                        EventType.EXECUTION_STARTED,
                        EventType.STEP_SUCCEEDED,
                        EventType.INVOCATION_COMPLETED,
                        EventType.EXECUTION_FAILED);
        assertThat(events).extracting(Event::eventId).containsExactly(1, 2, 3, 4);
        assertThat(events.get(0).id()).isEqualTo(arn.substring(arn.lastIndexOf('/') + 1));
        assertThat(events.get(0).executionStartedDetails().input().payload()).isEqualTo("{\"a\":1}");
        assertThat(events.get(1).stepSucceededDetails().result().payload()).isEqualTo("1");
        assertThat(events.get(1).stepSucceededDetails().retryDetails().currentAttempt())
                .isEqualTo(1);
        assertThat(events.get(2).invocationCompletedDetails().requestId()).isNotBlank();
        assertThat(events.get(3).executionFailedDetails().error().payload().errorType())
                .isEqualTo("E");
        assertThat(events.get(3).executionFailedDetails().error().truncated()).isFalse();
        assertThat(bare.get(0).executionStartedDetails().input().payload()).isNull();
        assertThat(bare.get(0).executionStartedDetails().input().truncated()).isTrue();
        assertThat(bare.get(3).executionFailedDetails().error().payload()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1000})
    void theHistoryIsPagedToTheEndInBothDirections(int maxItems) {
        checkpoint(
                IntStream.rangeClosed(1, 20).mapToObj(i -> step("s" + i, "1")).toArray(OperationUpdate[]::new));
        var ids = IntStream.rangeClosed(1, 21).boxed().toList();

        assertThat(pagedIds(maxItems, false)).isEqualTo(ids);
        assertThat(pagedIds(maxItems, true)).isEqualTo(ids.reversed());
    }

    private List<Integer> pagedIds(int maxItems, boolean reverse) {
        return lambda
                .getDurableExecutionHistoryPaginator(
                        get -> get.durableExecutionArn(arn).maxItems(maxItems).reverseOrder(reverse))
                .events()
                .stream()
                .map(Event::eventId)
                .toList();
    }

    @Test
    void aFunctionsExecutionsAreListedByWhatTheyAre() {
        var arns = new ArrayList<>(List.of(arn));
        for (int i = 1; i <= 4; i++) {
            Api.start(name, name + i, "{}");
            invoked();
            arns.add(arn);
        }
        lambda.stopDurableExecution(stop -> stop.durableExecutionArn(arns.get(1)));
        var third = lambda.getDurableExecution(get -> get.durableExecutionArn(arns.get(2)))
                .startTimestamp();

        assertThat(lambda
                        .listDurableExecutionsByFunctionPaginator(
                                list -> list.functionName(name).maxItems(2).reverseOrder(true))
                        .durableExecutions()
                        .stream()
                        .map(Execution::durableExecutionArn))
                .containsExactlyElementsOf(arns);
        assertThat(lambda
                        .listDurableExecutionsByFunctionPaginator(
                                list -> list.functionName(name).maxItems(2))
                        .durableExecutions()
                        .stream()
                        .map(Execution::durableExecutionArn))
                .containsExactlyElementsOf(arns.reversed());
        var stopped = lambda.listDurableExecutionsByFunction(list ->
                        list.functionName(name + ":$LATEST").statuses(ExecutionStatus.STOPPED, ExecutionStatus.FAILED))
                .durableExecutions();
        assertThat(stopped).singleElement().satisfies(each -> {
            assertThat(each.durableExecutionArn()).isEqualTo(arns.get(1));
            assertThat(each.durableExecutionName()).isEqualTo(name + 1);
            assertThat(each.functionArn()).endsWith(":function:" + name + ":$LATEST");
            assertThat(each.status()).isEqualTo(ExecutionStatus.STOPPED);
            assertThat(each.endTimestamp()).isNotNull();
        });
        assertThat(lambda.listDurableExecutionsByFunction(list ->
                                list.functionName(name).startedAfter(third).reverseOrder(true))
                        .durableExecutions())
                .extracting(Execution::durableExecutionArn)
                .containsExactlyElementsOf(arns.subList(3, 5));
        assertThat(lambda.listDurableExecutionsByFunction(list ->
                                list.functionName(name).startedBefore(third).startedAfter(Instant.EPOCH))
                        .durableExecutions())
                .hasSize(2);
        assertThat(lambda.listDurableExecutionsByFunction(
                                list -> list.functionName(name).durableExecutionName(name + 3))
                        .durableExecutions())
                .extracting(Execution::durableExecutionArn)
                .containsExactly(arns.get(3));
        assertThat(lambda.listDurableExecutionsByFunction(
                                list -> list.functionName(arn.substring(0, arn.indexOf("/durable-execution/")))
                                        .statuses(ExecutionStatus.SUCCEEDED))
                        .durableExecutions())
                .isEmpty();
        arns.forEach(each -> lambda.stopDurableExecution(stop -> stop.durableExecutionArn(each)));
    }

    @Test
    void anExecutionIsStoppedForGoodAndStoppingItAgainTellsTheSame() {
        var first = lambda.stopDurableExecution(stop -> stop.durableExecutionArn(arn)
                .error(error -> error.errorType("Cancelled").errorMessage("by the operator")));
        var again = lambda.stopDurableExecution(stop -> stop.durableExecutionArn(arn));
        var ended = lambda.getDurableExecution(get -> get.durableExecutionArn(arn));

        assertThat(again.stopTimestamp()).isEqualTo(first.stopTimestamp()).isEqualTo(ended.endTimestamp());
        assertThat(ended.status()).isEqualTo(ExecutionStatus.STOPPED);
        assertThat(ended.error())
                .isEqualTo(ErrorObject.builder()
                        .errorType("Cancelled")
                        .errorMessage("by the operator")
                        .build());
        assertThatThrownBy(() -> checkpoint(step("late", "1")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Invalid checkpoint token");
    }

    @Test
    void aCallbackIsKeptAliveAndAnsweredOnce() {
        var callback = callback("c", 3600);
        lambda.sendDurableExecutionCallbackHeartbeat(send -> send.callbackId(callback));
        lambda.sendDurableExecutionCallbackSuccess(
                send -> send.callbackId(callback).result(SdkBytes.fromUtf8String("not JSON: ü \"quoted\"")));
        function.answer(PlayedFunction.SUSPENDED);
        invoked();

        assertThat(envelope.getString("InitialExecutionState.Operations.find { it.Id == 'c' }.CallbackDetails.Result"))
                .isEqualTo("not JSON: ü \"quoted\"");
        var late = catchThrowableOfType(
                CallbackTimeoutException.class,
                () -> lambda.sendDurableExecutionCallbackHeartbeat(send -> send.callbackId(callback)));
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.awsErrorDetails().errorMessage())
                .isEqualTo("The callback is either timed out or already completed");
        assertThatThrownBy(() -> lambda.sendDurableExecutionCallbackSuccess(send -> send.callbackId(callback)))
                .isInstanceOf(CallbackTimeoutException.class);
        assertThatThrownBy(() -> lambda.sendDurableExecutionCallbackFailure(send -> send.callbackId(callback)))
                .isInstanceOf(CallbackTimeoutException.class);
    }

    @Test
    void aCallbackFailsWithAnErrorOrWithoutOne() {
        var one = callback("c1", 0);
        var other = callback("c2", 0);
        lambda.sendDurableExecutionCallbackFailure(send -> send.callbackId(one)
                .error(error -> error.errorType("Refused").errorData("d").stackTrace("at a", "at b")));
        lambda.sendDurableExecutionCallbackFailure(send -> send.callbackId(other));

        var operations = lambda.getDurableExecutionState(
                        get -> get.durableExecutionArn(arn).checkpointToken(token))
                .operations();
        assertThat(operations.get(1).status()).isEqualTo(OperationStatus.FAILED);
        assertThat(operations.get(1).callbackDetails().error())
                .isEqualTo(ErrorObject.builder()
                        .errorType("Refused")
                        .errorData("d")
                        .stackTrace("at a", "at b")
                        .build());
        assertThat(operations.get(2).status()).isEqualTo(OperationStatus.FAILED);
        assertThat(operations.get(2).callbackDetails().error().errorType()).isNull();
    }

    @Test
    void anEmptyAnswerToACallbackIsNone() {
        var callback = callback("c", 0);
        lambda.sendDurableExecutionCallbackSuccess(send -> send.callbackId(callback));

        var operation = lambda.getDurableExecutionState(
                        get -> get.durableExecutionArn(arn).checkpointToken(token))
                .operations()
                .get(1);
        assertThat(operation.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(operation.callbackDetails().result()).isNull();
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedAndTheCallbackStaysOpen() {
        var callback = callback("c", 0);
        var tooLarge = SdkBytes.fromByteArray(new byte[262_145]);

        assertValidation(
                catchThrowableOfType(
                        LambdaException.class,
                        () -> lambda.sendDurableExecutionCallbackSuccess(
                                send -> send.callbackId(callback).result(tooLarge))),
                "1 validation error detected: Value at 'result' failed to satisfy constraint: Member must have length less than or equal to 262144");
        assertThatThrownBy(() -> lambda.sendDurableExecutionCallbackFailure(
                        send -> send.callbackId(callback).error(error -> error.errorMessage("x".repeat(262_144)))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Error object size must be less than or equal to 262144 bytes.");
        lambda.sendDurableExecutionCallbackHeartbeat(send -> send.callbackId(callback));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "a+b/c==", "AAAA"})
    void aCallbackIdThatWasNotGivenOutIsInvalid(String id) {
        assertThatThrownBy(() -> lambda.sendDurableExecutionCallbackHeartbeat(send -> send.callbackId(id)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Invalid callback id");
    }

    @Test
    void whatIsThereNoMoreOrNeverWasIsNotFound() {
        for (var unknown : List.of(
                arn.substring(0, arn.length() - 12) + "000000000000",
                arn.replace("/durable-execution/" + name, "/durable-execution/another"),
                arn.replace(":function:" + name, ":function:another"),
                arn.replace(":$LATEST", ":7"),
                arn + "x")) {
            assertThatThrownBy(() -> lambda.getDurableExecution(get -> get.durableExecutionArn(unknown)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> lambda.getDurableExecutionHistory(get -> get.durableExecutionArn(unknown)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> lambda.stopDurableExecution(stop -> stop.durableExecutionArn(unknown)))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
        for (var unknown : List.of("nobody", "123456789012:function:" + name)) {
            assertThatThrownBy(() -> lambda.listDurableExecutionsByFunction(list -> list.functionName(unknown)))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("Function not found: arn:aws:lambda:");
        }
        assertThat(status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void pagesHaveUpToAThousandItemsAndTheirMarkersAreChecked() {
        checkpoint(step("s1", "1"), step("s2", "1"));
        var marker = lambda.getDurableExecutionHistory(
                        get -> get.durableExecutionArn(arn).maxItems(1))
                .nextMarker();

        assertValidation(
                catchThrowableOfType(
                        LambdaException.class,
                        () -> lambda.getDurableExecutionHistory(
                                get -> get.durableExecutionArn(arn).maxItems(1001))),
                "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000");
        assertValidation(
                catchThrowableOfType(
                        LambdaException.class,
                        () -> lambda.listDurableExecutionsByFunction(list -> list.functionName(name)
                                .maxItems(-1)
                                .durableExecutionName("ü")
                                .statusesWithStrings("RUNNING", "GONE"))),
                "3 validation errors detected: Value 'ü' at 'durableExecutionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+; "
                        + "Value 'GONE' at 'statuses.2.member' failed to satisfy constraint: Member must satisfy enum value set: "
                        + List.of(dev.reprise.core.state.ExecutionStatus.values())
                        + "; Value '-1' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 0");
        for (var wrong : List.of("00", "Zm9v", marker + "0")) {
            assertThatThrownBy(() -> lambda.getDurableExecutionHistory(
                            get -> get.durableExecutionArn(arn).marker(wrong)))
                    .isInstanceOf(InvalidParameterValueException.class)
                    .hasMessageContaining("Invalid Marker");
        }
        assertThatThrownBy(() -> lambda.getDurableExecutionHistory(
                        get -> get.durableExecutionArn(arn).marker(marker).reverseOrder(true)))
                .hasMessageContaining("Invalid Marker");
        assertThatThrownBy(() -> lambda.listDurableExecutionsByFunction(
                        list -> list.functionName(name).marker(marker)))
                .hasMessageContaining("Invalid Marker");
        assertThatThrownBy(() -> lambda.getDurableExecutionState(get ->
                        get.durableExecutionArn(arn).checkpointToken(token).marker(marker)))
                .hasMessageContaining("Invalid Marker");
    }

    @Test
    void anExecutionIsPausedResumedAndOnceItHasEndedDeleted() {
        var path = "/2025-12-01/durable-executions/" + PlayedFunction.encoded(arn);
        callback("c", 0);
        var first = raw("POST", path + "/pause", "{\"ExecutionTimeoutPaused\":true,\"Reason\":\"maintenance\"}");
        var pausing = raw("GET", path, "");
        function.answer(PlayedFunction.SUSPENDED);
        Await.until(
                "execution " + arn + " is paused",
                () -> "PAUSED".equals(raw("GET", path, "").path("Status")),
                this::journal);
        var tooEarly = raw("DELETE", path, "");
        var resumed = raw("POST", path + "/resume", "");
        lambda.stopDurableExecution(stop -> stop.durableExecutionArn(arn));
        var tooLate = raw("POST", path + "/pause", "{}");
        var history = raw("GET", path + "/history", "");
        var deleted = raw("DELETE", path, "");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.asString()).isEqualTo("{}");
        assertThat(pausing.<String>path("Status")).as(pausing.asString()).isEqualTo("PAUSING");
        assertThat(pausing.<Boolean>path("PauseDetails.ExecutionTimeoutPaused")).isTrue();
        assertThat(pausing.<String>path("PauseDetails.Reason")).isEqualTo("maintenance");
        assertThat(pausing.<Float>path("PauseDetails.PauseRequestTimestamp")).isPositive();
        assertConflict(tooEarly);
        assertThat(resumed.statusCode()).as(resumed.asString()).isEqualTo(200);
        assertConflict(tooLate);
        assertThat(history.<List<String>>path("Events.EventType"))
                .contains("ExecutionPaused", "ExecutionResumed", "ExecutionStopped");
        assertThat(history.<String>path(
                        "Events.find { it.EventType == 'ExecutionPaused' }.ExecutionPausedDetails.Reason.Payload"))
                .isEqualTo("maintenance");
        assertThat(deleted.statusCode()).as(deleted.asString()).isEqualTo(202);
        assertThat(deleted.<Float>path("DeletionRequestTimestamp")).isPositive();
        Await.until("execution " + arn + " is gone", () -> raw("GET", path, "").statusCode() == 404, this::journal);
    }

    private static Response raw(String method, String path, String body) {
        return given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body(body)
                .request(method, path);
    }

    private static void assertConflict(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(409);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("ResourceConflictException");
        assertThat(response.<String>path("message")).isNotBlank();
    }

    @Test
    void aPauseThatIsNotShapedAsItMustBeIsRefused() {
        var path = "/2025-12-01/durable-executions/" + PlayedFunction.encoded(arn) + "/pause";

        assertThat(raw("POST", path, "{\"Reason\":\"%s\"}".formatted("x".repeat(1025)))
                        .asString())
                .contains(
                        "at 'reason' failed to satisfy constraint: Member must have length less than or equal to 1024");
        assertThat(raw("POST", path, "{\"ExecutionTimeoutPaused\":7}").header("x-amzn-errortype"))
                .isEqualTo("SerializationException");
        assertThat(status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void aDummyArnIsRefusedAtOnceAsTheJavaSdkAsksForItToWarmUp() {
        assertThatThrownBy(() -> lambda.getDurableExecutionState(get -> get.durableExecutionArn("dummy")
                        .checkpointToken("dummy")
                        .maxItems(0)))
                .isInstanceOfSatisfying(
                        LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    }
}
