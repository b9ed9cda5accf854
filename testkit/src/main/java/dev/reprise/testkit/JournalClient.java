package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.testkit.CrashPoint.Moment;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a service is to the function it runs, over a local journal. */
final class JournalClient implements CheckpointClient {
    private final LocalJournal journal;
    private final ExecutionId execution;
    private final Crashes crashes;
    private final boolean losesAnswers;
    private final Function<String, InvokeTarget> targets;
    private long told;

    JournalClient(
            LocalJournal journal,
            ExecutionId execution,
            Crashes crashes,
            boolean losesAnswers,
            Function<String, InvokeTarget> targets) {
        this.journal = journal;
        this.execution = execution;
        this.crashes = crashes;
        this.losesAnswers = losesAnswers;
        this.targets = targets;
    }

    /** The execution's change counter up to which the invocation has been told of changes. */
    long told() {
        return told;
    }

    /** What to invoke the function with, which must be ready. */
    InvocationEnvelope envelope() {
        var updated = Objects.requireNonNull(journal.get(new Row.Ready(execution)), "the execution is not ready");
        told = header().tally().changes();
        return new InvocationEnvelope(arn(header()), token(), replayed(), null, updated.ids());
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var what = described(request.updates());
        passBy(Moment.BEFORE_RECORDING, what);
        var verdict = append(request);
        passBy(Moment.AFTER_RECORDING, what);
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

    /** A lost answer makes a client ask again; only the second answer counts. */
    private Verdict append(CheckpointRequest request) {
        var token = request.checkpointToken().split("\\.");
        var record = new CheckpointSubmitted(
                execution,
                Integer.parseInt(token[0]),
                Long.parseLong(token[1]),
                request.clientToken(),
                request.updates().stream().map(this::asAppended).toList(),
                null);
        var verdict = journal.append(record);
        return losesAnswers ? journal.append(record) : verdict;
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        return new StatePage(replayed(), null);
    }

    private void passBy(Moment moment, @Nullable String what) {
        if (what != null && crashes.isDueAt(moment, what)) {
            throw new CheckpointUnavailable(crashes.toString(), null);
        }
    }

    /** The name of the operation a checkpoint is about; null for a mere question. */
    private static @Nullable String described(List<OperationUpdate> updates) {
        if (updates.isEmpty()) {
            return null;
        }
        var ref = updates.getLast().ref();
        var name = ref.name();
        return name == null ? ref.id().value() : name;
    }

    /** The gateway gives ids to callbacks – a signal wait is found by its name – and finds out what functions are. */
    private OperationUpdate asAppended(OperationUpdate update) {
        return switch (update) {
            case OperationUpdate.StartCallback start
            when !Operation.SIGNAL.equals(start.ref().subType()) ->
                new OperationUpdate.StartCallback(
                        start.ref(), "callback-" + start.id(), start.timeout(), start.heartbeatTimeout());
            case OperationUpdate.StartChainedInvoke start ->
                new OperationUpdate.StartChainedInvoke(
                        start.ref(), targets.apply(start.target().function()), start.input(), start.tenant());
            default -> update;
        };
    }

    private List<Operation> replayed() {
        return journal.operations(execution).stream()
                .filter(operation -> !operation.pruned())
                .toList();
    }

    private Execution header() {
        return journal.header(execution).orElseThrow();
    }

    private String token() {
        var lane = header().lane();
        return lane.epoch() + "." + lane.seq();
    }

    static String arn(Execution header) {
        return "arn:aws:lambda:local:000000000000:function:%s:1/durable-execution/%s/%s"
                .formatted(header.key().function(), header.key().name(), header.id());
    }
}
