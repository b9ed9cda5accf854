package dev.reprise.workflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final Instant START = Instant.ofEpochMilli(1_788_000_000_250L);
    private static final InvocationEnvelope ENVELOPE = new InvocationEnvelope(
            "arn:aws:lambda:local:000000000000:function:parcel:1/durable-execution/parcel-7/e-1",
            "dG9rZW4",
            List.of(
                    new Operation(
                            OperationRef.of("e-1", null, null),
                            OperationStatus.STARTED,
                            START,
                            null,
                            0,
                            0,
                            false,
                            new ExecutionDetails(Payload.of("{\"parcel\":7}"), null, null)),
                    new Operation(
                            OperationRef.of("1", "weigh", "Step"),
                            OperationStatus.SUCCEEDED,
                            START,
                            START.plusMillis(40),
                            1,
                            0,
                            false,
                            new StepDetails(1, null, null, Payload.of("\"ü\\\"2kg\""), null)),
                    new Operation(
                            OperationRef.of("2", "pause", "Wait"),
                            OperationStatus.STARTED,
                            START,
                            null,
                            2,
                            0,
                            false,
                            new WaitDetails(START.plusSeconds(60)))),
            null,
            List.of(new OperationId("2")));

    @Test
    void isWrittenWithWholeMillisecondsAndWithoutAbsentMembers() {
        assertThat(new String(ProtocolJson.writeEnvelope(ENVELOPE), UTF_8)).isEqualTo("""
                        {"DurableExecutionArn":"arn:aws:lambda:local:000000000000:function:parcel:1/durable-execution/parcel-7/e-1",\
                        "CheckpointToken":"dG9rZW4","InitialExecutionState":{"Operations":[\
                        {"Id":"e-1","Type":"EXECUTION","Status":"STARTED","StartTimestamp":1788000000250,\
                        "ExecutionDetails":{"InputPayload":"{\\"parcel\\":7}"}},\
                        {"Id":"1","Name":"weigh","Type":"STEP","SubType":"Step","Status":"SUCCEEDED",\
                        "StartTimestamp":1788000000250,"EndTimestamp":1788000000290,\
                        "StepDetails":{"Attempt":1,"Result":"\\"ü\\\\\\"2kg\\""}},\
                        {"Id":"2","Name":"pause","Type":"WAIT","SubType":"Wait","Status":"STARTED",\
                        "StartTimestamp":1788000000250,"WaitDetails":{"ScheduledEndTimestamp":1788000060250}}]},\
                        "UpdatedOperationIds":["2"]}""");
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(ProtocolJson.readEnvelope(ProtocolJson.writeEnvelope(ENVELOPE)))
                .isEqualTo(ENVELOPE);
    }

    @Test
    void mayHaveNullsAndEmptyMarkersAndMembersNobodyKnows() {
        var read = ProtocolJson.readEnvelope("""
                {"Extra": {"a": [1, {"b": null}]}, "CheckpointToken": "t", "DurableExecutionArn": "arn",
                 "InitialExecutionState": {"NextMarker": "", "Operations": [
                   {"StepDetails": null, "StartTimestamp": 5, "Status": "READY", "Type": "STEP", "Id": "9",
                    "Name": null, "ParentId": null, "New": true}]},
                 "UpdatedOperationIds": null}
                """.getBytes(UTF_8));

        assertThat(read.nextMarker()).isNull();
        assertThat(read.updatedOperations()).isEmpty();
        assertThat(read.operations())
                .containsExactly(new Operation(
                        OperationRef.of("9", null, null),
                        OperationStatus.READY,
                        Instant.ofEpochMilli(5),
                        null,
                        0,
                        0,
                        false,
                        new StepDetails(0, null, null, null, null)));
    }

    @Test
    void withoutArnOrTokenIsNotAnInvocation() {
        assertThatThrownBy(() -> ProtocolJson.readEnvelope("{}".getBytes(UTF_8)))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage("2 validation errors detected: "
                        + "Value null at 'durableExecutionArn' failed to satisfy constraint: Member must not be null; "
                        + "Value null at 'checkpointToken' failed to satisfy constraint: Member must not be null");
    }
}
