package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may act for one execution, as the referee sees it. */
final class Lane {
    private int epoch;
    private boolean mayAct;
    private boolean closed;
    private boolean pausing;
    private boolean paused;
    private boolean toldAll;
    private long seq;
    private @Nullable CheckpointSubmitted last;
    private List<OperationId> told = List.of();
    /** What changed from outside since the invocation was last told of changes. */
    private final Set<OperationId> news = new LinkedHashSet<>();

    boolean isOpen() {
        return !closed;
    }

    boolean isCurrent(int ofEpoch) {
        return !closed && mayAct && epoch == ofEpoch;
    }

    void dispatched(Effect.Dispatch dispatch) {
        unless(
                dispatch.epoch() == epoch + 1 && !closed && !paused,
                "epochs",
                "%s comes after epoch %d of %s",
                dispatch,
                epoch,
                closed ? "an ended execution" : paused ? "a paused execution" : "the execution");
        epoch = dispatch.epoch();
        mayAct = true;
        last = null;
        news.clear();
    }

    /** Whether something changed that a suspending invocation was not told of, and that matters now: not in a pause. */
    boolean hasNewsAfter(long seenChange, InvocationCompleted end, MemoryRows rows) {
        return !pausing
                && !paused
                && news.stream().anyMatch(id -> {
                    var operation = rows.get(new Row.OfOperation(end.execution(), id));
                    return operation != null && !operation.pruned() && operation.change() > seenChange;
                });
    }

    void changedOutside(OperationId operation) {
        news.add(operation);
    }

    /** The invocation has come to its end; what was to be paused then is. */
    void end() {
        mayAct = false;
        paused |= pausing;
        pausing = false;
    }

    void close() {
        closed = true;
        mayAct = false;
    }

    /** Asks for a pause, which takes effect when nothing runs. */
    ExecutionStatus pause() {
        pausing = pausing || mayAct && !paused;
        paused = !pausing;
        return paused ? ExecutionStatus.PAUSED : ExecutionStatus.PAUSING;
    }

    void resume() {
        pausing = false;
        paused = false;
    }

    void judge(CheckpointSubmitted checkpoint, Folded folded) {
        var verdict = folded.verdict();
        if (paused || !isCurrent(checkpoint.epoch())) {
            requireStale(checkpoint, verdict);
        } else if (repeatsLast(checkpoint)) {
            unless(
                    verdict instanceof Verdict.CheckpointAccepted accepted
                            && accepted.seq() == seq
                            && told.containsAll(ids(accepted))
                            && folded.changes().isEmpty()
                            && folded.effects().isEmpty(),
                    "repeated answers",
                    "%s repeats one that was answered with %s, but is judged to be %s with %s",
                    checkpoint,
                    told,
                    verdict,
                    folded.changes());
        } else if (checkpoint.seq() != seq) {
            requireStale(checkpoint, verdict);
        } else if (verdict instanceof Verdict.CheckpointAccepted accepted) {
            accept(checkpoint, accepted, pruned(folded));
        } else {
            unless(verdict instanceof Verdict.InvalidCheckpoint, "fencing", "%s is %s", checkpoint, verdict);
        }
    }

    static void requireStale(CheckpointSubmitted checkpoint, Verdict verdict) {
        unless(verdict instanceof Verdict.StaleCheckpoint, "fencing", "%s is %s", checkpoint, verdict);
    }

    private boolean repeatsLast(CheckpointSubmitted checkpoint) {
        return last != null
                && checkpoint.clientToken() != null
                && checkpoint.clientToken().equals(last.clientToken())
                && checkpoint.seq() == last.seq();
    }

    private static Set<OperationId> pruned(Folded folded) {
        var pruned = new HashSet<OperationId>();
        for (var change : folded.changes()) {
            if (change.value() instanceof Operation operation && operation.pruned()) {
                pruned.add(operation.id());
            }
        }
        return pruned;
    }

    private void accept(CheckpointSubmitted checkpoint, Verdict.CheckpointAccepted accepted, Set<OperationId> pruned) {
        boolean endsTheExecution = accepted.closed() && accepted.seq() == seq;
        unless(
                endsTheExecution
                        || accepted.seq() == seq + 1 && accepted.epoch() == epoch && accepted.closed() == pausing,
                "sequence",
                "%s gave %s after %d",
                checkpoint,
                accepted,
                seq);
        told = ids(accepted);
        if (!endsTheExecution) {
            news.removeAll(pruned);
            unless(told.containsAll(news), "news", "%s gave %s, but not all of %s", checkpoint, accepted, news);
            news.clear();
            paused = pausing;
            pausing = false;
            toldAll = true;
        }
        seq = accepted.seq();
        last = checkpoint;
    }

    private static List<OperationId> ids(Verdict.CheckpointAccepted accepted) {
        return accepted.operations().stream().map(Operation::id).toList();
    }

    /** Compares with an open execution's header after a record. */
    void requireSame(Execution header) {
        var lane = header.lane();
        unless(
                lane.epoch() == epoch
                        && (lane.invocation() == Invocation.READY) == mayAct
                        && lane.seq() == seq
                        && (header.status() == ExecutionStatus.PAUSED) == paused
                        && (header.status() == ExecutionStatus.PAUSING) == pausing,
                "fencing",
                "%s is at epoch %d, seq %d, %s",
                header,
                epoch,
                seq,
                mayAct ? "to run" : "not to run");
        unless(
                !toldAll || lane.unseen().isEmpty(),
                "wake-up",
                "%s has just told everything, and holds some of it to be unseen",
                header);
        toldAll = false;
    }
}
