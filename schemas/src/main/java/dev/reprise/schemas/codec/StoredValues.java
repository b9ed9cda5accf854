package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.bytes;
import static dev.reprise.schemas.codec.Scalars.payload;
import static dev.reprise.schemas.codec.Scalars.payloadOrNull;

import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.BufferedSignal;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.schemas.avro.store.StoredCall;
import dev.reprise.schemas.avro.store.StoredOperation;
import dev.reprise.schemas.avro.store.StoredOutgoing;
import dev.reprise.schemas.avro.store.StoredPartition;
import dev.reprise.schemas.avro.store.StoredQuarantine;
import dev.reprise.schemas.avro.store.StoredReply;
import dev.reprise.schemas.avro.store.StoredSignal;
import dev.reprise.schemas.avro.store.StoredUpdatedOperations;
import java.time.Instant;

/** What the rows of a store hold, apart from the headers of executions. */
final class StoredValues {
    private StoredValues() {}

    static StoredOperation toAvro(Operation operation) {
        return new StoredOperation(
                SharedTypes.toAvro(operation.ref()),
                Symbols.toAvro(operation.status()),
                operation.startedAt().toEpochMilli(),
                Scalars.millisOrNull(operation.endedAt()),
                operation.order(),
                operation.change(),
                operation.pruned(),
                Details.toAvro(operation.details()));
    }

    static Operation fromAvro(StoredOperation operation) {
        return new Operation(
                SharedTypes.fromAvro(operation.getRef()),
                Symbols.fromAvro(operation.getStatus()),
                Instant.ofEpochMilli(operation.getStartedAtMillis()),
                Scalars.instantOrNull(operation.getEndedAtMillis()),
                operation.getOrder(),
                operation.getChange(),
                operation.getPruned(),
                Details.fromAvro(operation.getDetails()));
    }

    static StoredSignal toAvro(BufferedSignal signal) {
        return new StoredSignal(bytes(signal.payload()), signal.receivedAt().toEpochMilli());
    }

    static BufferedSignal fromAvro(StoredSignal signal) {
        return new BufferedSignal(payload(signal.getPayload()), Instant.ofEpochMilli(signal.getReceivedAtMillis()));
    }

    static StoredUpdatedOperations toAvro(UpdatedOperations updated) {
        return new StoredUpdatedOperations(Scalars.texts(updated.ids()));
    }

    static UpdatedOperations fromAvro(StoredUpdatedOperations updated) {
        return new UpdatedOperations(Scalars.operations(updated.getIds()));
    }

    static StoredPartition toAvro(PartitionState partition) {
        return new StoredPartition(partition.ownerTerm(), partition.features());
    }

    static PartitionState fromAvro(StoredPartition partition) {
        return new PartitionState(partition.getOwnerTerm(), partition.getFeatures());
    }

    static StoredQuarantine toAvro(Quarantine quarantine) {
        return new StoredQuarantine(SharedTypes.toAvro(quarantine.poison()), quarantine.recorded());
    }

    static Quarantine fromAvro(StoredQuarantine quarantine) {
        return new Quarantine(SharedTypes.fromAvro(quarantine.getPoison()), quarantine.getRecorded());
    }

    static StoredOutgoing toAvro(Outgoing outgoing) {
        var message = switch (outgoing) {
            case Outgoing.Call call ->
                new StoredCall(Targets.toAvro(call.target()), bytes(call.input()), call.traceParent(), call.tenant());
            case Outgoing.Reply reply ->
                new StoredReply(Symbols.toAvro(reply.status()), Details.chainedInvoke(reply.details()));
        };
        return new StoredOutgoing(SharedTypes.toAvro(outgoing.link()), message);
    }

    static Outgoing fromAvro(StoredOutgoing outgoing) {
        ParentLink link = SharedTypes.fromAvro(outgoing.getLink());
        return switch (outgoing.getMessage()) {
            case StoredCall call ->
                new Outgoing.Call(
                        link,
                        Targets.fromAvro(call.getTarget()),
                        payloadOrNull(call.getInput()),
                        call.getTraceParent(),
                        call.getTenant());
            case StoredReply reply ->
                new Outgoing.Reply(
                        link, Symbols.fromAvro(reply.getStatus()), Details.chainedInvoke(reply.getDetails()));
            case Object other -> throw SharedTypes.unmapped(other);
        };
    }
}
