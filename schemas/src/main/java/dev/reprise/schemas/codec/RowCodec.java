package dev.reprise.schemas.codec;

import static java.util.function.Function.identity;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.BufferedSignal;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.schemas.avro.store.StoredExecution;
import dev.reprise.schemas.avro.store.StoredOperation;
import dev.reprise.schemas.avro.store.StoredOutgoing;
import dev.reprise.schemas.avro.store.StoredPartition;
import dev.reprise.schemas.avro.store.StoredQuarantine;
import dev.reprise.schemas.avro.store.StoredSignal;
import dev.reprise.schemas.avro.store.StoredUpdatedOperations;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * The values of the rows in a partition's store. What a row's key says is not repeated in its value. Every value begins
 * with a byte that tells its format: 1, or C3 for history events, which are stored as the history topic has them but with
 * an empty execution id, function and name.
 */
public final class RowCodec {
    private static final Schema TEXT = SchemaBuilder.builder()
            .stringBuilder()
            .prop("avro.java.string", "String")
            .endString();
    private static final Schema NUMBER = SchemaBuilder.builder().longType();
    private static final byte[] PRESENT = {RowValue.FORMAT};

    private static final RowValue<Row.OfPartition, PartitionState, StoredPartition> PARTITION = new RowValue<>(
            "a partition's state",
            StoredPartition.getClassSchema(),
            StoredValues::toAvro,
            (row, stored) -> StoredValues.fromAvro(stored));
    private static final RowValue<Row.Header, Execution, StoredExecution> HEADER = new RowValue<>(
            "an execution's header",
            StoredExecution.getClassSchema(),
            StoredExecutions::toAvro,
            (row, stored) -> StoredExecutions.fromAvro(row.execution(), stored));
    private static final RowValue<Row.OfOperation, Operation, StoredOperation> OPERATION = new RowValue<>(
            "an operation",
            StoredOperation.getClassSchema(),
            StoredValues::toAvro,
            (row, stored) -> StoredValues.fromAvro(stored));
    private static final RowValue<Row.Signal, BufferedSignal, StoredSignal> SIGNAL = new RowValue<>(
            "a buffered signal",
            StoredSignal.getClassSchema(),
            StoredValues::toAvro,
            (row, stored) -> StoredValues.fromAvro(stored));
    private static final RowValue<Row.SignalWait, OperationId, String> SIGNAL_WAIT =
            new RowValue<>("a signal wait", TEXT, OperationId::value, (row, stored) -> new OperationId(stored));
    private static final RowValue<Row.Named, ExecutionId, String> NAMED = new RowValue<>(
            "an execution's id", TEXT, ExecutionId::toString, (row, stored) -> ExecutionId.parse(stored));
    private static final RowValue<Row.Ready, UpdatedOperations, StoredUpdatedOperations> READY = new RowValue<>(
            "the updated operations of an execution",
            StoredUpdatedOperations.getClassSchema(),
            StoredValues::toAvro,
            (row, stored) -> StoredValues.fromAvro(stored));
    private static final RowValue<Row.Relayed, Long, Long> RELAYED =
            new RowValue<>("a relayed offset", NUMBER, identity(), (row, stored) -> stored);
    private static final RowValue<Row.Quarantined, Quarantine, StoredQuarantine> QUARANTINED = new RowValue<>(
            "a quarantine",
            StoredQuarantine.getClassSchema(),
            StoredValues::toAvro,
            (row, stored) -> StoredValues.fromAvro(stored));
    private static final RowValue<Row.Outbox, Outgoing, StoredOutgoing> OUTBOX = new RowValue<>(
            "an outgoing message",
            StoredOutgoing.getClassSchema(),
            StoredValues::toAvro,
            (row, stored) -> StoredValues.fromAvro(stored));

    private RowCodec() {}

    /** Writes the value of a row. */
    public static <V> byte[] encode(Row<V> row, V value) {
        return switch (row) {
            case Row.OfPartition r -> PARTITION.encode((PartitionState) value);
            case Row.Header r -> HEADER.encode((Execution) value);
            case Row.OfOperation r -> OPERATION.encode((Operation) value);
            case Row.Child r -> PRESENT.clone();
            case Row.Event r -> Events.encodeAnonymous((HistoryEvent) value);
            case Row.Signal r -> SIGNAL.encode((BufferedSignal) value);
            case Row.SignalWait r -> SIGNAL_WAIT.encode((OperationId) value);
            case Row.SignalId r -> PRESENT.clone();
            case Row.Named r -> NAMED.encode((ExecutionId) value);
            case Row.Armed r -> PRESENT.clone();
            case Row.Ready r -> READY.encode((UpdatedOperations) value);
            case Row.Listed r -> PRESENT.clone();
            case Row.Relayed r -> RELAYED.encode((Long) value);
            case Row.Quarantined r -> QUARANTINED.encode((Quarantine) value);
            case Row.Forgotten r -> PRESENT.clone();
            case Row.Outbox r -> OUTBOX.encode((Outgoing) value);
        };
    }

    /**
     * Reads the value of a row.
     *
     * @throws UnknownSchema when a newer release wrote it
     * @throws UndecodableRecord when it is no such value
     */
    @SuppressWarnings("unchecked") // each kind of row names its type of value, and the branch makes just that
    public static <V> V decode(Row<V> row, byte[] bytes) {
        return (V) decodeAny(row, bytes);
    }

    private static Object decodeAny(Row<?> row, byte[] bytes) {
        return switch (row) {
            case Row.OfPartition r -> PARTITION.decode(r, bytes);
            case Row.Header r -> HEADER.decode(r, bytes);
            case Row.OfOperation r -> OPERATION.decode(r, bytes);
            case Row.Child r -> present(bytes);
            case Row.Event r -> Events.FORMAT.decode(bytes, Events::fromAvro);
            case Row.Signal r -> SIGNAL.decode(r, bytes);
            case Row.SignalWait r -> SIGNAL_WAIT.decode(r, bytes);
            case Row.SignalId r -> present(bytes);
            case Row.Named r -> NAMED.decode(r, bytes);
            case Row.Armed r -> present(bytes);
            case Row.Ready r -> READY.decode(r, bytes);
            case Row.Listed r -> present(bytes);
            case Row.Relayed r -> RELAYED.decode(r, bytes);
            case Row.Quarantined r -> QUARANTINED.decode(r, bytes);
            case Row.Forgotten r -> present(bytes);
            case Row.Outbox r -> OUTBOX.decode(r, bytes);
        };
    }

    private static Row.Present present(byte[] bytes) {
        RowValue.requireFormat("an index row", bytes);
        if (bytes.length != PRESENT.length) {
            throw UndecodableRecord.damaged("an index row", bytes, new IOException("there is more than the format"));
        }
        return Row.Present.PRESENT;
    }
}
