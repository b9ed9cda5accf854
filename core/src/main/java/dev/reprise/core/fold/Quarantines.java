package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.journal.JournalRecord.ExecutionQuarantined;
import dev.reprise.core.journal.JournalRecord.ExecutionReleaseRequested;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;

/**
 * Quarantines: while an execution is in one, records about it change nothing, so that a bug that one of them hit does no
 * more harm. It begins and ends with a record, never with what was thrown, because another build may not throw (ADR 9).
 */
final class Quarantines {
    private static final Failure LOST =
            Failure.of("Invocation.Lost", "The execution was quarantined while this invocation ran; it is run again.");

    private Quarantines() {}

    static boolean hold(Draft draft, ExecutionId execution) {
        return draft.get(new Row.Quarantined(execution)) != null;
    }

    static Verdict fold(Draft draft, ExecutionQuarantined record) {
        if (record.ownerTerm() != Partitions.state(draft).ownerTerm()) {
            return new Verdict.Stale("another owner has taken over");
        }
        var id = record.execution();
        var name = record.poison().name();
        if (name != null && draft.get(new Row.Named(name)) == null) {
            draft.put(new Row.Named(name), id); // so that repeated starts find out
        }
        draft.put(new Row.Quarantined(id), new Quarantine(record.poison(), true));
        return new Verdict.Done();
    }

    static Verdict fold(Draft draft, ExecutionReleaseRequested record) {
        var id = record.execution();
        var quarantine = draft.get(new Row.Quarantined(id));
        if (quarantine != null) {
            draft.remove(new Row.Quarantined(id));
        }
        var execution = draft.execution(id);
        if (execution == null) {
            return quarantine == null ? new Verdict.UnknownExecution(id) : forget(draft, id, quarantine);
        }
        if (quarantine != null && execution.isRunning() && execution.invocation() == Invocation.READY) {
            // Whatever ran then has been refused since, its end too.
            Invocations.lost(execution, LOST);
        }
        return new Verdict.Released();
    }

    /** It never started; whoever starts it again may have the name. */
    private static Verdict forget(Draft draft, ExecutionId id, Quarantine quarantine) {
        var name = quarantine.poison().name();
        if (name != null && id.equals(draft.get(new Row.Named(name)))) {
            draft.remove(new Row.Named(name));
        }
        return new Verdict.Released();
    }
}
