package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.StatePage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageSizeTest {
    private static final Instant LATE = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Payload GROWING = Payload.of("{\"a\":\"\\\\\n\"}");
    private static final Failure FAILURE = new Failure("Type", "message", "data", List.of("at a.B.c(B.java:1)"));
    private static final int LIST_AROUND_IT = ProtocolJson.writeState(new StatePage(List.of(), null)).length;

    static Stream<OperationDetails> detailsOfEachType() {
        return Stream.of(
                new ExecutionDetails(GROWING, GROWING, FAILURE),
                new StepDetails(Integer.MAX_VALUE, LATE, Duration.ofDays(400), GROWING, FAILURE),
                new WaitDetails(LATE),
                new CallbackDetails("c".repeat(200), LATE, Duration.ofDays(1), LATE, GROWING, FAILURE),
                new ChainedInvokeDetails("function:12", GROWING, FAILURE),
                new ContextDetails(true, GROWING, FAILURE));
    }

    @ParameterizedTest
    @MethodSource("detailsOfEachType")
    void anOperationTakesNoMoreThanIsEstimatedHoweverLongItsNames(OperationDetails details) {
        var ref = new OperationRef(
                new OperationId("i".repeat(64)), new OperationId("p".repeat(64)), "\"".repeat(256), "s".repeat(32));
        var operation = new Operation(
                ref, OperationStatus.TIMED_OUT, LATE, LATE, Long.MAX_VALUE, Long.MAX_VALUE, false, details);

        int taken = ProtocolJson.writeState(new StatePage(List.of(operation), null)).length - LIST_AROUND_IT;

        assertThat(MessageSize.of(operation)).isGreaterThanOrEqualTo(taken);
    }

    @ParameterizedTest
    @MethodSource("detailsOfEachType")
    void theEstimateIsNotSoFarAboveThatPagesStayHalfEmptyForLongReasons(OperationDetails details) {
        var ref = OperationRef.of("1", "charge", "Step");
        var operation = new Operation(ref, OperationStatus.SUCCEEDED, LATE, LATE, 0, 1, false, details);

        int taken = ProtocolJson.writeState(new StatePage(List.of(operation), null)).length - LIST_AROUND_IT;

        assertThat(MessageSize.of(operation)).isLessThan(taken + 512);
    }
}
