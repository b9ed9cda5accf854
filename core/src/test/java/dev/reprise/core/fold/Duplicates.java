package dev.reprise.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.fold.Verdict.CallbackAccepted;
import dev.reprise.core.fold.Verdict.CheckpointAccepted;
import dev.reprise.core.fold.Verdict.SignalAccepted;
import dev.reprise.core.fold.Verdict.SignalRefused;
import dev.reprise.core.fold.Verdict.SignalRepeated;
import dev.reprise.core.fold.Verdict.Started;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What the same record, appended a second time, is answered with, and what it may change: for all but a few, nothing. */
final class Duplicates {
    private Duplicates() {}

    /**
     * Checks a repetition.
     *
     * @param record the record
     * @param first what it was judged to be
     * @param rows the rows after it
     * @param again the outcome of folding it again
     */
    static void check(JournalRecord record, Verdict first, MemoryRows rows, Folded again) {
        var verdict = again.verdict();
        switch (record) {
            case JournalRecord.ExecutionStartRequested ignored -> {
                assertThat(verdict).isEqualTo(first instanceof Started started ? repeated(started) : first);
                nothingChanges(rows, again);
            }
            case CheckpointSubmitted checkpoint -> {
                assertThat(verdict).isEqualTo(repeated(checkpoint, first));
                nothingChanges(rows, again);
            }
            case JournalRecord.InvocationCompleted ignored -> isStaleOrHeld(first, rows, again);
            case JournalRecord.InvocationLost ignored -> isStaleOrHeld(first, rows, again);
            case JournalRecord.TimersFired ignored -> isStale(rows, again);
            case JournalRecord.ChainedInvokeCompleted ignored -> isStaleOrHeld(first, rows, again);
            case JournalRecord.CallbackCompleted ignored -> {
                assertThat(verdict).isEqualTo(first instanceof CallbackAccepted ? new Verdict.CallbackClosed() : first);
                nothingChanges(rows, again);
            }
            case JournalRecord.CallbackHeartbeat ignored -> {
                assertThat(verdict).isEqualTo(first);
                assertThat(again.effects()).isEmpty();
                assertThat(changed(rows, again).keySet())
                        .allMatch(row -> row instanceof Row.Header || row instanceof Row.OfOperation);
            }
            case SignalReceived signal -> {
                if (signal.signalId() != null || signal.source() != null) {
                    assertThat(verdict).isEqualTo(repeated(signal, first));
                    nothingChanges(rows, again);
                }
            }
            case JournalRecord.ExecutionStopRequested ignored -> isTheSame(first, rows, again);
            case JournalRecord.ExecutionPauseRequested ignored -> isTheSame(first, rows, again);
            case JournalRecord.ExecutionResumeRequested ignored -> isTheSame(first, rows, again);
            case JournalRecord.ExecutionDeleteRequested ignored -> isTheSame(first, rows, again);
            case JournalRecord.ExecutionQuarantined ignored -> isTheSame(first, rows, again);
            case JournalRecord.ExecutionReleaseRequested ignored -> isTheSame(first, rows, again);
            case JournalRecord.OutboxDelivered ignored -> nothingChanges(rows, again);
            case JournalRecord.FoldBarrier ignored -> nothingChanges(rows, again);
            case JournalRecord.OwnerElected ignored ->
                assertThat(changed(rows, again)).containsOnlyKeys(new Row.OfPartition());
        }
    }

    private static Verdict repeated(Started first) {
        return new Started(first.execution(), false, first.status());
    }

    private static Verdict repeated(CheckpointSubmitted checkpoint, Verdict first) {
        return first instanceof CheckpointAccepted accepted && (accepted.closed() || checkpoint.clientToken() == null)
                ? new Verdict.StaleCheckpoint()
                : first;
    }

    private static Verdict repeated(SignalReceived signal, Verdict first) {
        return first instanceof SignalAccepted || first instanceof SignalRefused && signal.source() != null
                ? new SignalRepeated()
                : first;
    }

    private static void isTheSame(Verdict first, MemoryRows rows, Folded again) {
        assertThat(again.verdict()).isEqualTo(first);
        nothingChanges(rows, again);
    }

    private static void isStaleOrHeld(Verdict first, MemoryRows rows, Folded again) {
        if (first instanceof Verdict.Quarantined) {
            isTheSame(first, rows, again);
        } else {
            isStale(rows, again);
        }
    }

    private static void isStale(MemoryRows rows, Folded again) {
        assertThat(again.verdict()).isInstanceOf(Verdict.Stale.class);
        nothingChanges(rows, again);
    }

    private static void nothingChanges(MemoryRows rows, Folded again) {
        assertThat(changed(rows, again)).as("changed by a repetition").isEmpty();
        assertThat(again.effects()).as("effects of a repetition").isEmpty();
    }

    /** The rows that really become different. */
    private static Map<Row<?>, Object> changed(MemoryRows rows, Folded again) {
        var changed = new LinkedHashMap<Row<?>, Object>();
        for (var change : again.changes()) {
            if (!Objects.equals(rows.get(change.row()), change.value())) {
                changed.put(change.row(), change.value());
            }
        }
        return changed;
    }
}
