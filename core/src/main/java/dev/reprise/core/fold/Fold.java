package dev.reprise.core.fold;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Rows;
import java.util.List;

/**
 * Folds journal records into the rows of their partition. Pure: the outcome depends on the rows, the record and its
 * position alone, so folding again after a crash gives the same verdicts, which is why a verdict may be told before the
 * rows are safely stored.
 */
public final class Fold {
    /**
     * What a {@link JournalRecord.FoldBarrier} can switch on in this build. A build that meets another must not fold on: it
     * would come to other verdicts than one that knows it.
     */
    public static final List<String> FEATURES = List.of();

    private Fold() {}

    /**
     * Judges one record.
     *
     * @param rows the partition's rows as all records before this one left them
     * @param position where the record stands
     * @param record the record
     * @return the outcome; nothing is written to {@code rows}
     */
    public static Folded fold(Rows rows, Position position, JournalRecord record) {
        var draft = new Draft(rows, position);
        return draft.folded(judge(draft, record));
    }

    private static Verdict judge(Draft draft, JournalRecord record) {
        if (record instanceof JournalRecord.OfExistingExecution about && Quarantines.hold(draft, about.execution())) {
            return new Verdict.Quarantined(about.execution());
        }
        return switch (record) {
            case JournalRecord.ExecutionStartRequested r -> Starts.fold(draft, r);
            case JournalRecord.CheckpointSubmitted r -> Checkpoints.fold(draft, r);
            case JournalRecord.InvocationCompleted r -> Invocations.fold(draft, r);
            case JournalRecord.InvocationLost r -> Invocations.fold(draft, r);
            case JournalRecord.TimersFired r -> Timers.fold(draft, r);
            case JournalRecord.CallbackCompleted r -> Callbacks.fold(draft, r);
            case JournalRecord.CallbackHeartbeat r -> Callbacks.fold(draft, r);
            case JournalRecord.SignalReceived r -> Signals.fold(draft, r);
            case JournalRecord.ExecutionStopRequested r -> Closings.fold(draft, r);
            case JournalRecord.ExecutionPauseRequested r -> Pauses.fold(draft, r);
            case JournalRecord.ExecutionResumeRequested r -> Pauses.fold(draft, r);
            case JournalRecord.ExecutionDeleteRequested r -> Closings.fold(draft, r);
            case JournalRecord.ExecutionQuarantined r -> Quarantines.fold(draft, r);
            case JournalRecord.ExecutionReleaseRequested r -> Quarantines.fold(draft, r);
            case JournalRecord.ChainedInvokeCompleted r -> ChainedInvokes.fold(draft, r);
            case JournalRecord.OutboxDelivered r -> ChainedInvokes.fold(draft, r);
            case JournalRecord.OwnerElected ignored -> Partitions.ownerElected(draft);
            case JournalRecord.FoldBarrier r -> Partitions.fold(draft, r);
        };
    }
}
