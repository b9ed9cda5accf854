package dev.reprise.workflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.ProtocolViolation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final OperationRef REF =
            new OperationRef(new OperationId("7"), new OperationId("3"), "weigh parcel", "Step");
    private static final Failure FAILURE = new Failure("Lost", "gone", "x", List.of("at a"));
    private static final Payload PAYLOAD = Payload.of("{\"kg\":2}");

    static List<OperationUpdate> updates() {
        return List.of(
                new OperationUpdate.StartStep(REF),
                new OperationUpdate.SucceedStep(REF, null, null),
                new OperationUpdate.SucceedStep(REF, PAYLOAD, Duration.ofMillis(12)),
                new OperationUpdate.FailStep(REF, FAILURE, Duration.ZERO),
                new OperationUpdate.FailStep(REF, Failure.UNKNOWN, null),
                new OperationUpdate.RetryStep(REF, Duration.ofSeconds(3), null, FAILURE, null),
                new OperationUpdate.RetryStep(REF, Duration.ofMillis(20), PAYLOAD, null, null),
                new OperationUpdate.StartWait(REF, Duration.ofDays(3)),
                new OperationUpdate.StartWait(REF, Duration.ofMillis(1_500)),
                new OperationUpdate.CancelWait(REF),
                new OperationUpdate.StartCallback(REF, null, null, null),
                new OperationUpdate.StartCallback(REF, null, Duration.ofHours(72), Duration.ofMinutes(1)),
                new OperationUpdate.StartChainedInvoke(REF, resolve("weigh:1"), PAYLOAD, "tenant-1"),
                new OperationUpdate.StartContext(REF),
                new OperationUpdate.SucceedContext(REF, PAYLOAD, false),
                new OperationUpdate.SucceedContext(REF, null, true),
                new OperationUpdate.FailContext(REF, FAILURE, true),
                new OperationUpdate.SucceedExecution(REF, PAYLOAD),
                new OperationUpdate.FailExecution(REF, FAILURE));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void updateIsReadAsItWasWritten(OperationUpdate update) {
        var request = new CheckpointRequest("dG9rZW4", "client-1", List.of(update));

        var read = ProtocolJson.readCheckpointRequest(
                ProtocolJson.writeCheckpointRequest(request), CheckpointTest::resolve);

        assertThat(read).isEqualTo(request);
    }

    @Test
    void updateIsWrittenInTheProtocolsWords() {
        var request = new CheckpointRequest(
                "dG9rZW4",
                null,
                List.of(new OperationUpdate.RetryStep(
                        OperationRef.of("7", "weigh", "Step"), Duration.ofMillis(2_100), null, FAILURE, null)));

        assertThat(new String(ProtocolJson.writeCheckpointRequest(request), UTF_8))
                .isEqualTo("""
                {"CheckpointToken":"dG9rZW4","Updates":[{"Id":"7","Name":"weigh","Type":"STEP","SubType":"Step",\
                "Action":"RETRY","Error":{"ErrorType":"Lost","ErrorMessage":"gone","ErrorData":"x","StackTrace":["at a"]},\
                "StepOptions":{"NextAttemptDelaySeconds":3,"NextAttemptDelayMillis":2100}}]}""");
    }

    @Test
    void withoutUpdatesAsksForNews() {
        assertThat(read("{\"CheckpointToken\":\"t\",\"ClientToken\":null,\"Updates\":null}"))
                .isEqualTo(new CheckpointRequest("t", null, List.of()));
    }

    @Test
    void answerIsWrittenWithSecondsAndReadBack() {
        var response = new CheckpointResponse("bmV4dA", List.of(step(), callback(), context()), null);

        var written = ProtocolJson.writeCheckpointResponse(response);

        assertThat(new String(written, UTF_8)).isEqualTo("""
                {"CheckpointToken":"bmV4dA","NewExecutionState":{"Operations":[\
                {"Id":"1","Name":"weigh","Type":"STEP","SubType":"Step","Status":"PENDING","StartTimestamp":1788000000.007,\
                "StepDetails":{"Attempt":2,"NextAttemptTimestamp":1788000009.000,"ElapsedMillis":5,"Error":{}}},\
                {"Id":"2","Type":"CALLBACK","Status":"STARTED","StartTimestamp":1788000000.007,\
                "CallbackDetails":{"CallbackId":"Y2I"}},\
                {"Id":"3","Type":"CONTEXT","Status":"SUCCEEDED","StartTimestamp":1788000000.007,"EndTimestamp":1788000000.007,\
                "ContextDetails":{"ReplayChildren":true,"Result":"1"}}]}}""");
        assertThat(ProtocolJson.readCheckpointResponse(written)).isEqualTo(response);
    }

    @Test
    void answerWithoutATokenSaysStop() {
        var response = ProtocolJson.readCheckpointResponse("{\"NewExecutionState\":{}}".getBytes(UTF_8));

        assertThat(response).isEqualTo(new CheckpointResponse(null, List.of(), null));
    }

    @Test
    void pageOfStateIsReadAsItWasWritten() {
        var page = new StatePage(List.of(step()), "page-2");

        assertThat(ProtocolJson.readState(ProtocolJson.writeState(page))).isEqualTo(page);
    }

    @Test
    void namesEveryMemberThatIsNotShapedRight() {
        assertThatThrownBy(() -> read("""
                {"CheckpointToken":"t","Updates":[
                  {"Id":"1","Type":"STEP","Action":"START"},
                  {"Id":"no spaces","Type":"NAP","Action":"START","Name":"",
                   "WaitOptions":{"WaitSeconds":0}, "CallbackOptions":{"TimeoutSeconds":100000000}}]}
                """)).isInstanceOfSatisfying(ProtocolViolation.class, violation -> {
            assertThat(violation.kind()).isEqualTo(Kind.SHAPE);
            assertThat(violation)
                    .hasMessage(
                            "5 validation errors detected: "
                                    + "Value 'no spaces' at 'updates.2.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+; "
                                    + "Value 'NAP' at 'updates.2.member.type' failed to satisfy constraint: Member must satisfy enum value set: [EXECUTION, STEP, WAIT, CALLBACK, CHAINED_INVOKE, CONTEXT]; "
                                    + "Value '' at 'updates.2.member.name' failed to satisfy constraint: Member must have length greater than or equal to 1; "
                                    + "Value '0' at 'updates.2.member.waitOptions.waitSeconds' failed to satisfy constraint: Member must have value greater than or equal to 1; "
                                    + "Value '100000000' at 'updates.2.member.callbackOptions.timeoutSeconds' failed to satisfy constraint: Member must have value less than or equal to 99999999");
        });
    }

    @ParameterizedTest(name = "{0} gives: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "Type":"STEP","Action":"CANCEL"                             | Invalid action for the given operation type.
            "Type":"WAIT","Action":"SUCCEED"                            | Invalid action for the given operation type.
            "Type":"CALLBACK","Action":"CANCEL"                         | Invalid action for the given operation type.
            "Type":"CHAINED_INVOKE","Action":"FAIL"                     | Invalid action for the given operation type.
            "Type":"CONTEXT","Action":"RETRY"                           | Invalid action for the given operation type.
            "Type":"EXECUTION","Action":"START"                         | Invalid action for the given operation type.
            "Type":"STEP","Action":"RETRY"                              | Invalid StepOptions for the given action.
            "Type":"STEP","Action":"RETRY","StepOptions":{}             | Invalid StepOptions for the given action.
            "Type":"STEP","Action":"SUCCEED","StepOptions":{}           | Invalid StepOptions for the given action.
            "Type":"STEP","Action":"FAIL","Payload":"1"                 | Cannot provide a Payload for FAIL action.
            "Type":"STEP","Action":"SUCCEED","Error":{}                 | Cannot provide an Error for SUCCEED action.
            "Type":"WAIT","Action":"START"                              | Update for WAIT operation requires WaitOptions.
            "Type":"CHAINED_INVOKE","Action":"START"                    | Update for CHAINED_INVOKE operation requires ChainedInvokeOptions.
            "Type":"STEP","Action":"RETRY","Payload":"1","Error":{},"StepOptions":{"NextAttemptDelaySeconds":1} | Cannot provide both error and payload to RETRY a STEP.
            """)
    void refusesMembersThatMayNotGoTogether(String members, String sentence) {
        assertRefused("{\"CheckpointToken\":\"t\",\"Updates\":[{\"Id\":\"1\"," + members + "}]}", Kind.RULE, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STEP           | SUCCEED | 262144  | STEP output payload size must be less than or equal to 262144 bytes.
            CONTEXT        | SUCCEED | 262144  | CONTEXT output payload size must be less than or equal to 262144 bytes.
            CHAINED_INVOKE | START   | 1048576 | CHAINED_INVOKE input payload size must be less than or equal to 1048576 bytes.
            """)
    void refusesAPayloadOneByteTooLarge(String type, String action, int limit, String sentence) {
        assertThat(read(withPayload(type, action, limit)).updates()).hasSize(1);
        assertRefused(withPayload(type, action, limit + 1), Kind.RULE, sentence);
    }

    @Test
    void refusesATooLargeFailure() {
        assertRefused(
                "{\"CheckpointToken\":\"t\",\"Updates\":[{\"Id\":\"1\",\"Type\":\"STEP\",\"Action\":\"FAIL\","
                        + "\"Error\":{\"ErrorMessage\":\"" + "x".repeat(262_144) + "\"}}]}",
                Kind.RULE,
                "Error object size must be less than or equal to 262144 bytes.");
    }

    @ParameterizedTest(name = "{0} gives: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"CheckpointToken":7}                    | Expected a string at 'checkpointToken', but found a number
            {"CheckpointToken":"t","Updates":{}}     | Expected a list at 'updates', but found an object
            {"CheckpointToken":"t","Updates":[null]} | Expected an object at 'updates.1.member', but found null
            {"":{"":[]},"ClientToken":[]}            | Expected a string at 'clientToken', but found a list
            []                                       | Expected an object, but found a list
            {} {}                                    | 1 validation error detected: Value null at 'checkpointToken' failed to satisfy constraint: Member must not be null
            """)
    void saysWhereAnotherJsonTypeWasExpected(String body, String sentence) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage(sentence);
    }

    private static void assertRefused(String body, Kind kind, String sentence) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProtocolViolation.class, violation -> {
            assertThat(violation).hasMessage(sentence);
            assertThat(violation.kind()).isEqualTo(kind);
        });
    }

    private static String withPayload(String type, String action, int size) {
        return "{\"CheckpointToken\":\"t\",\"Updates\":[{\"Id\":\"1\",\"Type\":\"%s\",\"Action\":\"%s\",\"Payload\":\"%s\",\"ChainedInvokeOptions\":{\"FunctionName\":\"f\"}}]}"
                .formatted(type, action, "x".repeat(size));
    }

    private static CheckpointRequest read(String body) {
        return ProtocolJson.readCheckpointRequest(body.getBytes(UTF_8), CheckpointTest::resolve);
    }

    private static InvokeTarget resolve(String function) {
        return new InvokeTarget.Plain(function, "weigh", "1");
    }

    private static final Instant TIME = Instant.ofEpochMilli(1_788_000_000_007L);

    private static Operation step() {
        return new Operation(
                OperationRef.of("1", "weigh", "Step"),
                OperationStatus.PENDING,
                TIME,
                null,
                0,
                0,
                false,
                new StepDetails(2, Instant.ofEpochSecond(1_788_000_009), Duration.ofMillis(5), null, Failure.UNKNOWN));
    }

    private static Operation callback() {
        return new Operation(
                OperationRef.of("2", null, null),
                OperationStatus.STARTED,
                TIME,
                null,
                1,
                0,
                false,
                new CallbackDetails("Y2I", null, null, null, null, null));
    }

    private static Operation context() {
        return new Operation(
                OperationRef.of("3", null, null),
                OperationStatus.SUCCEEDED,
                TIME,
                TIME,
                2,
                0,
                false,
                new ContextDetails(true, Payload.of("1"), null));
    }
}
