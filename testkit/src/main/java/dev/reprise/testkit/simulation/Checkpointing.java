package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import dev.reprise.testkit.simulation.HostedClient.Answer;
import dev.reprise.testkit.simulation.HostedClient.Asked;
import dev.reprise.workflow.protocol.CheckpointResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes checkpoints in: those with updates through the journal, mere questions from the rows. */
final class Checkpointing {
    private final World world;
    private final Node node;

    Checkpointing(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    /** What an execution is called by its code; ends in its name and id, as an ARN does. */
    static String arn(Execution header) {
        return "arn:simulated/%s/%s".formatted(header.key().name(), header.id());
    }

    static ExecutionId execution(String arn) {
        return ExecutionId.parse(arn.substring(arn.lastIndexOf('/') + 1));
    }

    static String token(Execution header) {
        return token(header.lane().epoch(), header.lane().seq());
    }

    private static String token(int epoch, long seq) {
        return epoch + "." + seq;
    }

    void take(Asked asked, Consumer<Answer> then) {
        var id = execution(asked.executionArn());
        var task = node.task(id.partition());
        if (task == null) {
            then.accept(new Answer.Unavailable());
            return;
        }
        var parts = asked.token().split("\\.");
        int epoch = Integer.parseInt(parts[0]);
        long seq = Long.parseLong(parts[1]);
        var header = task.rows().get(new Row.Header(id));
        if (asked.updates().isEmpty() && (header == null || header.status() != ExecutionStatus.PAUSING)) {
            then.accept(header == null ? new Answer.Stale() : news(task, header, epoch, seq));
            return;
        }
        var updates = asked.updates().stream().map(this::asAppended).toList();
        var record = new CheckpointSubmitted(
                id, epoch, seq, asked.clientToken(), updates, node.invoking().start(id, epoch, updates));
        node.submit(id.partition(), record, verdict -> then.accept(answer(verdict)));
    }

    private static Answer answer(@Nullable Verdict verdict) {
        return switch (verdict) {
            case null -> new Answer.Unavailable();
            case Verdict.CheckpointAccepted accepted ->
                new Answer.Accepted(new CheckpointResponse(
                        accepted.closed() ? null : token(accepted.epoch(), accepted.seq()),
                        accepted.operations(),
                        null));
            case Verdict.StaleCheckpoint ignored -> new Answer.Stale();
            case Verdict.InvalidCheckpoint invalid -> new Answer.Invalid(invalid.message());
            default -> throw new Violation("verdicts", "A checkpoint was judged to be " + verdict);
        };
    }

    private Answer news(Task task, Execution header, int epoch, long seq) {
        if (!header.takesCheckpointsOf(epoch) || header.lane().seq() != seq) {
            return new Answer.Stale();
        }
        var id = header.id();
        var news = new ArrayList<Operation>();
        for (var unseen : header.lane().unseen()) {
            var operation = task.rows().get(new Row.OfOperation(id, unseen));
            if (operation != null && !operation.pruned()) {
                news.add(operation);
            }
        }
        node.invoking().told(id, epoch, header.tally().changes());
        return new Answer.Accepted(new CheckpointResponse(token(header), List.copyOf(news), null));
    }

    private OperationUpdate asAppended(OperationUpdate update) {
        return switch (update) {
            case OperationUpdate.StartCallback start
            when !Operation.SIGNAL.equals(start.ref().subType()) ->
                new OperationUpdate.StartCallback(
                        start.ref(), "callback-" + start.id(), start.timeout(), start.heartbeatTimeout());
            case OperationUpdate.StartChainedInvoke start ->
                new OperationUpdate.StartChainedInvoke(
                        start.ref(),
                        Delivering.resolved(world, start.target().function()),
                        start.input(),
                        start.tenant());
            default -> update;
        };
    }
}
