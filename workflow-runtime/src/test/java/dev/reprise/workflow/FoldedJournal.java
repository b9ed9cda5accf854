package dev.reprise.workflow;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CallbackCompleted;
import dev.reprise.core.journal.JournalRecord.ChainedInvokeCompleted;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.ExecutionStartRequested;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.journal.Position;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The journal of one execution, in memory, with a clock that is moved by hand. It folds records as a service does, and is
 * the service to whoever runs the function.
 */
public final class FoldedJournal implements CheckpointClient, InstantSource {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private final ExecutionId execution = new ExecutionId(3, new UUID(7, 11));
    private final ExecutionKey key;
    private final MemoryRows rows = new MemoryRows();
    private final List<String> log = new ArrayList<>();
    private Instant now = BEGINNING;
    private long offset;
    private int checkpoints;
    private long told;

    /** Starts an execution. */
    public FoldedJournal(String function, String name, String inputJson) {
        key = new ExecutionKey(function, name);
        append(new ExecutionStartRequested(
                execution, key, "1", Terms.DEFAULT, Payload.of(inputJson), "digest", null, null, null));
    }

    // What a caller can do

    public Verdict signal(String name, String json) {
        return append(new SignalReceived(
                new SignalTarget.ById(execution), new SignalName(name), null, Payload.of(json), null));
    }

    public Verdict completeCallback(String operation, String json) {
        return append(new CallbackCompleted(
                execution, new OperationId(operation), OperationStatus.SUCCEEDED, Payload.of(json), null));
    }

    public Verdict completeInvoke(String operation, OperationStatus status, String json, Failure failure) {
        return append(new ChainedInvokeCompleted(
                execution, new OperationId(operation), status, json == null ? null : Payload.of(json), failure));
    }

    /** The calls of other functions that have not been made yet. */
    public List<Outgoing.Call> calls() {
        var calls = new ArrayList<Outgoing.Call>();
        rows.scan(new RowRange.Outbox(), (row, message) -> calls.add((Outgoing.Call) message));
        return calls;
    }

    // What the dispatcher does

    /** Whether the function is to be invoked now. */
    public boolean isReady() {
        return rows.get(new Row.Ready(execution)) != null;
    }

    /** What to invoke the function with. */
    public InvocationEnvelope envelope() {
        var updated = Objects.requireNonNull(rows.get(new Row.Ready(execution)), "the execution is not ready");
        told = header().tally().changes();
        return new InvocationEnvelope(arn(), token(), operations(), null, updated.ids());
    }

    /** Records how the invocation ended. */
    public void invoked(InvocationOutcome outcome) {
        append(new InvocationCompleted(execution, header().lane().epoch(), "request", now, now, outcome));
    }

    /** The execution's change counter up to which the invocation has been told of changes. */
    public long told() {
        return told;
    }

    // What the function does

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var token =
                new String(Base64.getDecoder().decode(request.checkpointToken()), StandardCharsets.UTF_8).split(":");
        checkpoints++;
        var verdict = append(new CheckpointSubmitted(
                execution,
                Integer.parseInt(token[0]),
                Long.parseLong(token[1]),
                request.clientToken(),
                request.updates().stream().map(FoldedJournal::asAppended).toList(),
                null));
        return switch (verdict) {
            case Verdict.CheckpointAccepted accepted -> {
                told = header().tally().changes();
                yield new CheckpointResponse(accepted.closed() ? null : token(), accepted.operations(), null);
            }
            case Verdict.StaleCheckpoint ignored -> throw new StaleCheckpointToken("Invalid checkpoint token");
            case Verdict.InvalidCheckpoint invalid ->
                throw new CheckpointRejected("InvalidParameterValueException", invalid.message());
            default -> throw new IllegalStateException("Expected a verdict on a checkpoint, but found " + verdict);
        };
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, String marker) {
        return new StatePage(operations(), null);
    }

    /** A service gives callbacks their ids, and finds out what the names of functions stand for: here, plain ones. */
    private static OperationUpdate asAppended(OperationUpdate update) {
        return switch (update) {
            case OperationUpdate.StartCallback start
            when !Operation.SIGNAL.equals(start.ref().subType()) ->
                new OperationUpdate.StartCallback(
                        start.ref(), "callback+" + start.id(), start.timeout(), start.heartbeatTimeout());
            case OperationUpdate.StartChainedInvoke start -> {
                var function = start.target().function();
                yield new OperationUpdate.StartChainedInvoke(
                        start.ref(), new InvokeTarget.Plain(function, function, "1"), start.input(), start.tenant());
            }
            default -> update;
        };
    }

    // Time

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets time pass, and fires each timer when it is due. */
    public void advance(Duration duration) {
        var until = now.plus(duration);
        while (fireNext(until)) {
            // until nothing is due any more
        }
        now = until;
    }

    /** Goes to the next timer up to a moment and fires it; false when there is none. */
    public boolean fireNext(Instant until) {
        var due = new ArrayList<Timer>();
        rows.scan(new RowRange.Timers(null), (row, present) -> {
            due.add(((Row.Armed) row).timer());
            return false;
        });
        if (due.isEmpty() || due.getFirst().due().isAfter(until)) {
            return false;
        }
        now = due.getFirst().due();
        append(new TimersFired(due));
        return true;
    }

    // What is known

    /** The execution's header. */
    public Execution header() {
        return Objects.requireNonNull(rows.get(new Row.Header(execution)), "the execution has been purged");
    }

    /** How the execution ended, or that it runs. */
    public Operation execution() {
        return operation(execution.toString());
    }

    public Operation operation(String id) {
        return Objects.requireNonNull(
                rows.get(new Row.OfOperation(execution, new OperationId(id))),
                () -> "no operation " + id + "\n" + this);
    }

    /** All operations in order, the execution itself first. */
    public List<Operation> operations() {
        var all = new ArrayList<Operation>();
        rows.scan(new RowRange.Operations(execution), (row, operation) -> all.add(operation));
        all.sort(Comparator.comparingLong(Operation::order));
        return all;
    }

    /** How many checkpoints were asked for, polls included. */
    public int checkpoints() {
        return checkpoints;
    }

    private Verdict append(JournalRecord record) {
        var folded = Fold.fold(rows, new Position(execution.partition(), offset, now), record);
        rows.apply(folded.changes());
        log.add("%5d %s %s%n      -> %s".formatted(offset++, now, record, folded.verdict()));
        return folded.verdict();
    }

    private String arn() {
        return "arn:aws:lambda:local:000000000000:function:%s:1/durable-execution/%s/%s"
                .formatted(key.function(), key.name(), execution);
    }

    private String token() {
        var lane = header().lane();
        return Base64.getEncoder().encodeToString((lane.epoch() + ":" + lane.seq()).getBytes(StandardCharsets.UTF_8));
    }

    /** The whole journal, a record a line. */
    @Override
    public String toString() {
        return String.join("\n", log);
    }
}
