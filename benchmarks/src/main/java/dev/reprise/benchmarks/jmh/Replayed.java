package dev.reprise.benchmarks.jmh;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down the steps of a function that runs for the first time, so that they can be replayed. For one thread. */
final class Replayed implements CheckpointClient {
    static final String ARN = "arn:aws:lambda:eu-west-1:000000000000:function:steps:1/durable-execution/steps-1/e-1";

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Operation> operations = new ArrayList<>();

    Replayed(String input) {
        operations.add(operation(
                OperationRef.of("e-1", null, null),
                OperationStatus.STARTED,
                new OperationDetails.ExecutionDetails(Payload.of(input), null, null)));
    }

    private Operation operation(OperationRef ref, OperationStatus status, OperationDetails details) {
        var ended = status == OperationStatus.SUCCEEDED ? AT : null;
        return new Operation(ref, status, AT, ended, operations.size(), operations.size(), false, details);
    }

    /** What the function is invoked with, after all that it has done so far. */
    InvocationEnvelope envelope() {
        return new InvocationEnvelope(ARN, "token", operations, null, List.of());
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var recorded = new ArrayList<Operation>();
        for (var update : request.updates()) {
            if (!(update instanceof OperationUpdate.SucceedStep step)) {
                throw new IllegalStateException("Expected steps that succeed and nothing else, but found " + update);
            }
            var details = new OperationDetails.StepDetails(1, null, step.elapsed(), step.result(), null);
            var operation = operation(step.ref(), OperationStatus.SUCCEEDED, details);
            operations.add(operation);
            recorded.add(operation);
        }
        return new CheckpointResponse("token", recorded, null);
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        throw new IllegalStateException("Expected one page of state, but a second was asked for: " + marker);
    }
}
