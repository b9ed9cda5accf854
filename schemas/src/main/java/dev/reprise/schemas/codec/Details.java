package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.bytes;
import static dev.reprise.schemas.codec.Scalars.durationOrNull;
import static dev.reprise.schemas.codec.Scalars.instantOrNull;
import static dev.reprise.schemas.codec.Scalars.millisOrNull;
import static dev.reprise.schemas.codec.Scalars.payloadOrNull;
import static dev.reprise.schemas.codec.SharedTypes.orNull;

import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.schemas.avro.store.StoredCallbackDetails;
import dev.reprise.schemas.avro.store.StoredChainedInvokeDetails;
import dev.reprise.schemas.avro.store.StoredContextDetails;
import dev.reprise.schemas.avro.store.StoredExecutionDetails;
import dev.reprise.schemas.avro.store.StoredStepDetails;
import dev.reprise.schemas.avro.store.StoredWaitDetails;
import java.time.Instant;

/** What only one type of operation carries. */
final class Details {
    private Details() {}

    static Object toAvro(OperationDetails details) {
        var result = bytes(details.result());
        var failure = SharedTypes.toAvro(details.failure());
        return switch (details) {
            case ExecutionDetails d -> new StoredExecutionDetails(bytes(d.input()), result, failure);
            case StepDetails d ->
                new StoredStepDetails(
                        d.attempt(), millisOrNull(d.nextAttemptAt()), millisOrNull(d.elapsed()), result, failure);
            case WaitDetails d -> new StoredWaitDetails(d.scheduledEnd().toEpochMilli());
            case CallbackDetails d ->
                new StoredCallbackDetails(
                        d.callbackId(),
                        millisOrNull(d.timeoutAt()),
                        millisOrNull(d.heartbeatTimeout()),
                        millisOrNull(d.heartbeatDueAt()),
                        result,
                        failure);
            case ChainedInvokeDetails d -> chainedInvoke(d);
            case ContextDetails d -> new StoredContextDetails(d.replayChildren(), result, failure);
        };
    }

    static OperationDetails fromAvro(Object details) {
        return switch (details) {
            case StoredExecutionDetails d ->
                new ExecutionDetails(payloadOrNull(d.getInput()), payloadOrNull(d.getResult()), orNull(d.getFailure()));
            case StoredStepDetails d ->
                new StepDetails(
                        d.getAttempt(),
                        instantOrNull(d.getNextAttemptAtMillis()),
                        durationOrNull(d.getElapsedMillis()),
                        payloadOrNull(d.getResult()),
                        orNull(d.getFailure()));
            case StoredWaitDetails d -> new WaitDetails(Instant.ofEpochMilli(d.getScheduledEndMillis()));
            case StoredCallbackDetails d ->
                new CallbackDetails(
                        d.getCallbackId(),
                        instantOrNull(d.getTimeoutAtMillis()),
                        durationOrNull(d.getHeartbeatTimeoutMillis()),
                        instantOrNull(d.getHeartbeatDueAtMillis()),
                        payloadOrNull(d.getResult()),
                        orNull(d.getFailure()));
            case StoredChainedInvokeDetails d -> chainedInvoke(d);
            case StoredContextDetails d ->
                new ContextDetails(d.getReplayChildren(), payloadOrNull(d.getResult()), orNull(d.getFailure()));
            default -> throw SharedTypes.unmapped(details);
        };
    }

    static StoredChainedInvokeDetails chainedInvoke(ChainedInvokeDetails details) {
        return new StoredChainedInvokeDetails(
                details.function(), bytes(details.result()), SharedTypes.toAvro(details.failure()));
    }

    static ChainedInvokeDetails chainedInvoke(StoredChainedInvokeDetails details) {
        return new ChainedInvokeDetails(
                details.getFunction(), payloadOrNull(details.getResult()), orNull(details.getFailure()));
    }
}
