package dev.reprise.core.fold;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.operation.OperationUpdate.StartContext;
import dev.reprise.core.operation.OperationUpdate.StartStep;
import dev.reprise.core.state.ExecutionStatus;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** Checkpoints: accepted only from the current invocation with its newest token, and all or nothing. */
final class Checkpoints {
    private Checkpoints() {}

    static Verdict fold(Draft draft, CheckpointSubmitted record) {
        var execution = draft.execution(record.execution());
        if (execution == null) {
            return new Verdict.StaleCheckpoint();
        }
        if (execution.repeatsLast(record.epoch(), record.seq(), record.clientToken())) {
            return new Verdict.CheckpointAccepted(execution.epoch(), execution.seq(), false, execution.lastAnswer());
        }
        if (!execution.isNext(record.epoch(), record.seq())) {
            return new Verdict.StaleCheckpoint();
        }
        try {
            requireOrderly(record.updates());
            return accept(execution, record);
        } catch (Rejection rejection) {
            draft.discard();
            return rejection.isOverLimit()
                    ? failOverLimit(draft, record, rejection.sentence())
                    : new Verdict.InvalidCheckpoint(rejection.sentence());
        }
    }

    private static Verdict accept(ExecutionDraft execution, CheckpointSubmitted record) throws Rejection {
        ChainedInvokes.recordEnds(execution);
        var touched = new LinkedHashSet<OperationId>();
        for (var update : record.updates()) {
            if (update.type() == OperationType.EXECUTION) {
                Invocations.endedByCheckpoint(execution, record.invocation());
            } else {
                touched.add(update.id());
            }
            Updates.apply(execution, update);
        }
        if (!execution.isRunning()) {
            return new Verdict.CheckpointAccepted(execution.epoch(), execution.seq(), true, List.of());
        }
        var told = execution.advance(record.clientToken(), List.copyOf(touched));
        boolean pausing = execution.header().status() == ExecutionStatus.PAUSING;
        if (pausing) {
            Pauses.takeEffect(execution, true);
        }
        execution.save();
        return new Verdict.CheckpointAccepted(execution.epoch(), execution.seq(), pausing, told);
    }

    /** An execution that has outgrown its terms ends; the batch that was too much is not recorded. */
    private static Verdict failOverLimit(Draft draft, CheckpointSubmitted record, String why) {
        var execution = Objects.requireNonNull(draft.execution(record.execution()));
        ChainedInvokes.recordEnds(execution);
        Invocations.endedByCheckpoint(execution, record.invocation());
        Closings.failed(execution, Failure.of("Execution.LimitExceeded", why));
        return new Verdict.CheckpointAccepted(execution.epoch(), execution.seq(), true, List.of());
    }

    /** The rules about a batch as a whole (protocol reference, section 6.2). */
    private static void requireOrderly(List<OperationUpdate> updates) throws Rejection {
        var seen = new HashMap<OperationId, OperationUpdate>();
        for (int i = 0; i < updates.size(); i++) {
            var update = updates.get(i);
            if (update.type() == OperationType.EXECUTION) {
                requireLast(updates, i);
                continue;
            }
            var before = seen.put(update.id(), update);
            if (before != null && !(isStart(before) && !isStart(update) && before.type() == update.type())) {
                throw Rejection.of("Cannot checkpoint multiple operations with the same ID.");
            }
        }
    }

    private static void requireLast(List<OperationUpdate> updates, int index) throws Rejection {
        if (index == updates.size() - 1) {
            return;
        }
        for (var later : updates.subList(index + 1, updates.size())) {
            if (later.type() == OperationType.EXECUTION) {
                throw Rejection.of("Cannot checkpoint multiple EXECUTION updates.");
            }
        }
        throw Rejection.of("EXECUTION checkpoint must be the last update.");
    }

    private static boolean isStart(OperationUpdate update) {
        return update instanceof StartStep || update instanceof StartContext;
    }
}
