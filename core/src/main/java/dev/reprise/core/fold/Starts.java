package dev.reprise.core.fold;

import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord.ExecutionStartRequested;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Tally;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.util.Objects;

/** Starts: at most one execution for a key. */
final class Starts {
    private Starts() {}

    static Verdict fold(Draft draft, ExecutionStartRequested record) {
        var taken = draft.get(new Row.Named(record.key()));
        var about = Objects.requireNonNullElse(taken, record.execution());
        if (Quarantines.hold(draft, about)) {
            return new Verdict.Quarantined(about);
        }
        if (taken != null) {
            var existing = Objects.requireNonNull(draft.get(new Row.Header(taken)), "a named execution has a header");
            return existing.inputDigest().equals(record.inputDigest())
                            && Objects.equals(existing.parent(), record.parent())
                    ? new Verdict.Started(taken, false, existing.status())
                    : new Verdict.NameTaken(taken);
        }
        if (record.parent() != null && draft.get(new Row.Forgotten(record.execution())) != null) {
            return new Verdict.Started(record.execution(), false, ExecutionStatus.DELETING);
        }
        var header = new Execution(
                record.execution(),
                record.key(),
                record.version(),
                record.terms(),
                record.inputDigest(),
                record.parent(),
                record.traceParent(),
                record.tenant(),
                ExecutionStatus.RUNNING,
                draft.now(),
                null,
                null,
                Duration.ZERO,
                Lane.NEW,
                Tally.ZERO);
        var execution = new ExecutionDraft(draft, header);
        draft.put(new Row.Named(record.key()), record.execution());
        draft.put(Closings.listed(header), Row.Present.PRESENT);
        execution.create(
                OperationRef.of(record.execution().toString(), null, null),
                OperationStatus.STARTED,
                new ExecutionDetails(record.input(), null, null));
        execution.record(
                null,
                new Happening.ExecutionStarted(record.input(), record.terms().timeout()));
        execution.arm(header.timeoutAt(), TimerKind.EXECUTION_TIMEOUT, null);
        execution.ready();
        draft.emit(new Effect.PublishSummary(execution.save()));
        return new Verdict.Started(record.execution(), true, ExecutionStatus.RUNNING);
    }
}
