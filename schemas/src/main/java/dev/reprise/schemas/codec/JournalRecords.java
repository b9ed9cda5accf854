package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.bytes;
import static dev.reprise.schemas.codec.Scalars.each;
import static dev.reprise.schemas.codec.Scalars.execution;
import static dev.reprise.schemas.codec.Scalars.payload;
import static dev.reprise.schemas.codec.Scalars.payloadOrNull;
import static dev.reprise.schemas.codec.SharedTypes.orNull;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.Timer;
import dev.reprise.schemas.avro.journal.CallbackCompleted;
import dev.reprise.schemas.avro.journal.CallbackHeartbeat;
import dev.reprise.schemas.avro.journal.ChainedInvokeCompleted;
import dev.reprise.schemas.avro.journal.CheckpointSubmitted;
import dev.reprise.schemas.avro.journal.ExecutionDeleteRequested;
import dev.reprise.schemas.avro.journal.ExecutionPauseRequested;
import dev.reprise.schemas.avro.journal.ExecutionQuarantined;
import dev.reprise.schemas.avro.journal.ExecutionReleaseRequested;
import dev.reprise.schemas.avro.journal.ExecutionResumeRequested;
import dev.reprise.schemas.avro.journal.ExecutionStartRequested;
import dev.reprise.schemas.avro.journal.ExecutionStopRequested;
import dev.reprise.schemas.avro.journal.FoldBarrier;
import dev.reprise.schemas.avro.journal.InvocationCompleted;
import dev.reprise.schemas.avro.journal.InvocationLost;
import dev.reprise.schemas.avro.journal.InvocationStart;
import dev.reprise.schemas.avro.journal.OutboxDelivered;
import dev.reprise.schemas.avro.journal.OutgoingRef;
import dev.reprise.schemas.avro.journal.OwnerElected;
import dev.reprise.schemas.avro.journal.SignalReceived;
import dev.reprise.schemas.avro.journal.SignalSource;
import dev.reprise.schemas.avro.journal.TargetById;
import dev.reprise.schemas.avro.journal.TargetByKey;
import dev.reprise.schemas.avro.journal.TimerRef;
import dev.reprise.schemas.avro.journal.TimersFired;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** The records of the journal. */
final class JournalRecords {
    static final List<Schema> TYPES = List.of(
            ExecutionStartRequested.getClassSchema(),
            CheckpointSubmitted.getClassSchema(),
            InvocationCompleted.getClassSchema(),
            InvocationLost.getClassSchema(),
            TimersFired.getClassSchema(),
            CallbackCompleted.getClassSchema(),
            CallbackHeartbeat.getClassSchema(),
            SignalReceived.getClassSchema(),
            ExecutionStopRequested.getClassSchema(),
            ExecutionPauseRequested.getClassSchema(),
            ExecutionResumeRequested.getClassSchema(),
            ExecutionDeleteRequested.getClassSchema(),
            ExecutionQuarantined.getClassSchema(),
            ExecutionReleaseRequested.getClassSchema(),
            ChainedInvokeCompleted.getClassSchema(),
            OutboxDelivered.getClassSchema(),
            OwnerElected.getClassSchema(),
            FoldBarrier.getClassSchema());

    private JournalRecords() {}

    static SpecificRecordBase toAvro(JournalRecord record) {
        return switch (record) {
            case JournalRecord.ExecutionStartRequested r -> startRequested(r);
            case JournalRecord.CheckpointSubmitted r ->
                new CheckpointSubmitted(
                        r.execution().toString(),
                        r.epoch(),
                        r.seq(),
                        r.clientToken(),
                        each(r.updates(), Updates::toAvro),
                        invocation(r.invocation()));
            case JournalRecord.InvocationCompleted r ->
                new InvocationCompleted(
                        r.execution().toString(),
                        r.epoch(),
                        r.requestId(),
                        r.startedAt(),
                        r.endedAt(),
                        Outcomes.toAvro(r.outcome()));
            case JournalRecord.InvocationLost r ->
                new InvocationLost(r.execution().toString(), r.epoch(), r.ownerTerm(), SharedTypes.toAvro(r.reason()));
            case JournalRecord.TimersFired r -> new TimersFired(each(r.timers(), JournalRecords::timer));
            case JournalRecord.CallbackCompleted r ->
                new CallbackCompleted(
                        r.execution().toString(),
                        r.operation().value(),
                        Symbols.toAvro(r.status()),
                        bytes(r.result()),
                        SharedTypes.toAvro(r.failure()));
            case JournalRecord.CallbackHeartbeat r ->
                new CallbackHeartbeat(r.execution().toString(), r.operation().value());
            case JournalRecord.SignalReceived r ->
                new SignalReceived(
                        target(r.target()), r.name().value(), r.signalId(), bytes(r.payload()), source(r.source()));
            case JournalRecord.ExecutionStopRequested r ->
                new ExecutionStopRequested(r.execution().toString(), SharedTypes.toAvro(r.reason()));
            case JournalRecord.ExecutionPauseRequested r ->
                new ExecutionPauseRequested(r.execution().toString(), r.pauseTimeout(), r.reason());
            case JournalRecord.ExecutionResumeRequested r ->
                new ExecutionResumeRequested(r.execution().toString(), r.reason());
            case JournalRecord.ExecutionDeleteRequested r ->
                new ExecutionDeleteRequested(r.execution().toString());
            case JournalRecord.ExecutionQuarantined r ->
                new ExecutionQuarantined(r.execution().toString(), r.ownerTerm(), SharedTypes.toAvro(r.poison()));
            case JournalRecord.ExecutionReleaseRequested r ->
                new ExecutionReleaseRequested(r.execution().toString());
            case JournalRecord.ChainedInvokeCompleted r ->
                new ChainedInvokeCompleted(
                        r.execution().toString(),
                        r.operation().value(),
                        Symbols.toAvro(r.status()),
                        bytes(r.result()),
                        SharedTypes.toAvro(r.failure()));
            case JournalRecord.OutboxDelivered r ->
                new OutboxDelivered(each(r.delivered(), id -> new OutgoingRef(id.offset(), id.index())));
            case JournalRecord.OwnerElected r -> new OwnerElected(r.instance(), r.nonce());
            case JournalRecord.FoldBarrier r -> new FoldBarrier(r.features());
        };
    }

    static JournalRecord fromAvro(SpecificRecordBase record) {
        return switch (record) {
            case ExecutionStartRequested r -> startRequested(r);
            case CheckpointSubmitted r ->
                new JournalRecord.CheckpointSubmitted(
                        execution(r.getExecution()),
                        r.getEpoch(),
                        r.getSeq(),
                        r.getClientToken(),
                        each(r.getUpdates(), Updates::fromAvro),
                        invocation(r.getInvocation()));
            case InvocationCompleted r ->
                new JournalRecord.InvocationCompleted(
                        execution(r.getExecution()),
                        r.getEpoch(),
                        r.getRequestId(),
                        r.getStartedAt(),
                        r.getEndedAt(),
                        Outcomes.fromAvro(r.getOutcome()));
            case InvocationLost r ->
                new JournalRecord.InvocationLost(
                        execution(r.getExecution()),
                        r.getEpoch(),
                        r.getOwnerTerm(),
                        SharedTypes.fromAvro(r.getReason()));
            case TimersFired r -> new JournalRecord.TimersFired(each(r.getTimers(), JournalRecords::timer));
            case CallbackCompleted r ->
                new JournalRecord.CallbackCompleted(
                        execution(r.getExecution()),
                        new OperationId(r.getOperation()),
                        Symbols.fromAvro(r.getStatus()),
                        payloadOrNull(r.getResult()),
                        orNull(r.getFailure()));
            case CallbackHeartbeat r ->
                new JournalRecord.CallbackHeartbeat(execution(r.getExecution()), new OperationId(r.getOperation()));
            case SignalReceived r ->
                new JournalRecord.SignalReceived(
                        target(r.getTarget()),
                        new SignalName(r.getName()),
                        r.getSignalId(),
                        payload(r.getPayload()),
                        source(r.getSource()));
            case ExecutionStopRequested r ->
                new JournalRecord.ExecutionStopRequested(
                        execution(r.getExecution()), SharedTypes.fromAvro(r.getReason()));
            case ExecutionPauseRequested r ->
                new JournalRecord.ExecutionPauseRequested(
                        execution(r.getExecution()), r.getPauseTimeout(), r.getReason());
            case ExecutionResumeRequested r ->
                new JournalRecord.ExecutionResumeRequested(execution(r.getExecution()), r.getReason());
            case ExecutionDeleteRequested r -> new JournalRecord.ExecutionDeleteRequested(execution(r.getExecution()));
            case ExecutionQuarantined r ->
                new JournalRecord.ExecutionQuarantined(
                        execution(r.getExecution()), r.getOwnerTerm(), SharedTypes.fromAvro(r.getPoison()));
            case ExecutionReleaseRequested r ->
                new JournalRecord.ExecutionReleaseRequested(execution(r.getExecution()));
            case ChainedInvokeCompleted r ->
                new JournalRecord.ChainedInvokeCompleted(
                        execution(r.getExecution()),
                        new OperationId(r.getOperation()),
                        Symbols.fromAvro(r.getStatus()),
                        payloadOrNull(r.getResult()),
                        orNull(r.getFailure()));
            case OutboxDelivered r ->
                new JournalRecord.OutboxDelivered(
                        each(r.getDelivered(), ref -> new OutgoingId(ref.getOffset(), ref.getIndex())));
            case OwnerElected r -> new JournalRecord.OwnerElected(r.getInstance(), r.getNonce());
            case FoldBarrier r -> new JournalRecord.FoldBarrier(r.getFeatures());
            default -> throw SharedTypes.unmapped(record);
        };
    }

    private static ExecutionStartRequested startRequested(JournalRecord.ExecutionStartRequested record) {
        return new ExecutionStartRequested(
                record.execution().toString(),
                record.key().function(),
                record.key().name(),
                record.version(),
                SharedTypes.toAvro(record.terms()),
                bytes(record.input()),
                record.inputDigest(),
                SharedTypes.toAvro(record.parent()),
                record.traceParent(),
                record.tenant());
    }

    private static JournalRecord startRequested(ExecutionStartRequested record) {
        return new JournalRecord.ExecutionStartRequested(
                execution(record.getExecution()),
                new ExecutionKey(record.getFunction(), record.getName()),
                record.getVersion(),
                SharedTypes.fromAvro(record.getTerms()),
                payloadOrNull(record.getInput()),
                record.getInputDigest(),
                orNull(record.getParent()),
                record.getTraceParent(),
                record.getTenant());
    }

    private static @Nullable InvocationStart invocation(dev.reprise.core.journal.@Nullable InvocationStart start) {
        return start == null ? null : new InvocationStart(start.requestId(), start.startedAt());
    }

    private static dev.reprise.core.journal.@Nullable InvocationStart invocation(@Nullable InvocationStart start) {
        return start == null
                ? null
                : new dev.reprise.core.journal.InvocationStart(start.getRequestId(), start.getStartedAt());
    }

    private static TimerRef timer(Timer timer) {
        return new TimerRef(
                timer.due(),
                timer.execution().toString(),
                Symbols.toAvro(timer.kind()),
                Scalars.textOrNull(timer.operation()));
    }

    private static Timer timer(TimerRef timer) {
        return new Timer(
                timer.getDue(),
                execution(timer.getExecution()),
                Symbols.fromAvro(timer.getKind()),
                Scalars.operationOrNull(timer.getOperation()));
    }

    private static Object target(SignalTarget target) {
        return switch (target) {
            case SignalTarget.ById(var id) -> new TargetById(id.toString());
            case SignalTarget.ByKey(var key) -> new TargetByKey(key.function(), key.name());
        };
    }

    private static SignalTarget target(Object target) {
        return switch (target) {
            case TargetById t -> new SignalTarget.ById(execution(t.getExecution()));
            case TargetByKey t -> new SignalTarget.ByKey(new ExecutionKey(t.getFunction(), t.getName()));
            default -> throw SharedTypes.unmapped(target);
        };
    }

    private static @Nullable SignalSource source(dev.reprise.core.journal.@Nullable SignalSource source) {
        return source == null
                ? null
                : new SignalSource(source.topic(), source.partition(), source.offset(), source.after());
    }

    private static dev.reprise.core.journal.@Nullable SignalSource source(@Nullable SignalSource source) {
        return source == null
                ? null
                : new dev.reprise.core.journal.SignalSource(
                        source.getTopic(), source.getPartition(), source.getOffset(), source.getAfter());
    }
}
