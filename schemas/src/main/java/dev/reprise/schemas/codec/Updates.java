package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.bytes;
import static dev.reprise.schemas.codec.Scalars.durationOrNull;
import static dev.reprise.schemas.codec.Scalars.millis;
import static dev.reprise.schemas.codec.Scalars.millisOrNull;
import static dev.reprise.schemas.codec.Scalars.payloadOrNull;
import static dev.reprise.schemas.codec.SharedTypes.orNull;

import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.schemas.avro.update.CancelWait;
import dev.reprise.schemas.avro.update.FailContext;
import dev.reprise.schemas.avro.update.FailExecution;
import dev.reprise.schemas.avro.update.FailStep;
import dev.reprise.schemas.avro.update.RetryStep;
import dev.reprise.schemas.avro.update.StartCallback;
import dev.reprise.schemas.avro.update.StartChainedInvoke;
import dev.reprise.schemas.avro.update.StartContext;
import dev.reprise.schemas.avro.update.StartStep;
import dev.reprise.schemas.avro.update.StartWait;
import dev.reprise.schemas.avro.update.SucceedContext;
import dev.reprise.schemas.avro.update.SucceedExecution;
import dev.reprise.schemas.avro.update.SucceedStep;
import java.time.Duration;

/** The updates of a checkpoint. */
final class Updates {
    private Updates() {}

    static Object toAvro(OperationUpdate update) {
        var ref = SharedTypes.toAvro(update.ref());
        return switch (update) {
            case OperationUpdate.StartStep u -> new StartStep(ref);
            case OperationUpdate.SucceedStep u -> new SucceedStep(ref, bytes(u.result()), millisOrNull(u.elapsed()));
            case OperationUpdate.FailStep u ->
                new FailStep(ref, SharedTypes.toAvro(u.failure()), millisOrNull(u.elapsed()));
            case OperationUpdate.RetryStep u ->
                new RetryStep(
                        ref,
                        millis(u.delay()),
                        bytes(u.state()),
                        SharedTypes.toAvro(u.failure()),
                        millisOrNull(u.elapsed()));
            case OperationUpdate.StartWait u -> new StartWait(ref, millis(u.duration()));
            case OperationUpdate.CancelWait u -> new CancelWait(ref);
            case OperationUpdate.StartCallback u ->
                new StartCallback(ref, u.callbackId(), millisOrNull(u.timeout()), millisOrNull(u.heartbeatTimeout()));
            case OperationUpdate.StartChainedInvoke u ->
                new StartChainedInvoke(ref, Targets.toAvro(u.target()), bytes(u.input()), u.tenant());
            case OperationUpdate.StartContext u -> new StartContext(ref);
            case OperationUpdate.SucceedContext u -> new SucceedContext(ref, bytes(u.result()), u.replayChildren());
            case OperationUpdate.FailContext u ->
                new FailContext(ref, SharedTypes.toAvro(u.failure()), u.replayChildren());
            case OperationUpdate.SucceedExecution u -> new SucceedExecution(ref, bytes(u.result()));
            case OperationUpdate.FailExecution u -> new FailExecution(ref, SharedTypes.toAvro(u.failure()));
        };
    }

    static OperationUpdate fromAvro(Object update) {
        return switch (update) {
            case StartStep u -> new OperationUpdate.StartStep(SharedTypes.fromAvro(u.getRef()));
            case SucceedStep u ->
                new OperationUpdate.SucceedStep(
                        SharedTypes.fromAvro(u.getRef()),
                        payloadOrNull(u.getResult()),
                        durationOrNull(u.getElapsedMillis()));
            case FailStep u ->
                new OperationUpdate.FailStep(
                        SharedTypes.fromAvro(u.getRef()),
                        SharedTypes.fromAvro(u.getFailure()),
                        durationOrNull(u.getElapsedMillis()));
            case RetryStep u -> retryStep(u);
            case StartWait u ->
                new OperationUpdate.StartWait(
                        SharedTypes.fromAvro(u.getRef()), Duration.ofMillis(u.getDurationMillis()));
            case CancelWait u -> new OperationUpdate.CancelWait(SharedTypes.fromAvro(u.getRef()));
            case StartCallback u ->
                new OperationUpdate.StartCallback(
                        SharedTypes.fromAvro(u.getRef()),
                        u.getCallbackId(),
                        durationOrNull(u.getTimeoutMillis()),
                        durationOrNull(u.getHeartbeatTimeoutMillis()));
            case StartChainedInvoke u ->
                new OperationUpdate.StartChainedInvoke(
                        SharedTypes.fromAvro(u.getRef()),
                        Targets.fromAvro(u.getTarget()),
                        payloadOrNull(u.getInput()),
                        u.getTenant());
            case StartContext u -> new OperationUpdate.StartContext(SharedTypes.fromAvro(u.getRef()));
            case SucceedContext u ->
                new OperationUpdate.SucceedContext(
                        SharedTypes.fromAvro(u.getRef()), payloadOrNull(u.getResult()), u.getReplayChildren());
            case FailContext u ->
                new OperationUpdate.FailContext(
                        SharedTypes.fromAvro(u.getRef()), SharedTypes.fromAvro(u.getFailure()), u.getReplayChildren());
            case SucceedExecution u ->
                new OperationUpdate.SucceedExecution(SharedTypes.fromAvro(u.getRef()), payloadOrNull(u.getResult()));
            case FailExecution u ->
                new OperationUpdate.FailExecution(
                        SharedTypes.fromAvro(u.getRef()), SharedTypes.fromAvro(u.getFailure()));
            default -> throw SharedTypes.unmapped(update);
        };
    }

    private static OperationUpdate retryStep(RetryStep update) {
        return new OperationUpdate.RetryStep(
                SharedTypes.fromAvro(update.getRef()),
                Duration.ofMillis(update.getDelayMillis()),
                payloadOrNull(update.getState()),
                orNull(update.getFailure()),
                durationOrNull(update.getElapsedMillis()));
    }
}
