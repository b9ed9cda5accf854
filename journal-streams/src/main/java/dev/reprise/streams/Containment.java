package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Rows;
import dev.reprise.core.state.Timer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whom a record that cannot be folded is about, so that a bug harms nobody else. */
final class Containment {
    private static final Logger LOG = LoggerFactory.getLogger(Containment.class);
    private static final int LONGEST_ERROR = 500;

    private Containment() {}

    /**
     * The damage.
     *
     * @param quarantined whose records are not to be folded any more, and why; empty when nobody in particular is hit
     * @param rest what the record does to the others; null when it was about nobody else
     */
    record Damage(
            Map<ExecutionId, Poison> quarantined, @Nullable Folded rest) {}

    static Damage of(Folder folder, Rows rows, Position position, JournalRecord record, RuntimeException bug) {
        try {
            return record instanceof TimersFired fired
                    ? ofTimers(folder, rows, position, fired)
                    : ofOne(rows, position, record, bug);
        } catch (RuntimeException another) {
            StoreFailure.rethrow(another);
            LOG.error("Could not tell whom {} at {} is about; nobody is quarantined", kind(record), position, another);
            return new Damage(Map.of(), null);
        }
    }

    private static Damage ofOne(Rows rows, Position position, JournalRecord record, RuntimeException bug) {
        var subject = Subjects.of(rows, record);
        if (subject == null) {
            return new Damage(Map.of(), null);
        }
        return new Damage(Map.of(subject, poison(position, record, bug, nameOf(rows, record, subject))), null);
    }

    /** Timers of many executions fire in one record: those that can be folded are. */
    private static Damage ofTimers(Folder folder, Rows rows, Position position, TimersFired fired) {
        var executions = new LinkedHashSet<ExecutionId>();
        fired.timers().forEach(timer -> executions.add(timer.execution()));
        var quarantined = new LinkedHashMap<ExecutionId, Poison>();
        for (var execution : executions) {
            var own = only(fired, timer -> timer.execution().equals(execution));
            try {
                folder.fold(rows, position, own);
            } catch (RuntimeException bug) {
                StoreFailure.rethrow(bug);
                quarantined.put(execution, poison(position, fired, bug, null));
            }
        }
        var rest = only(fired, timer -> !quarantined.containsKey(timer.execution()));
        return new Damage(quarantined, rest.timers().isEmpty() ? null : folder.fold(rows, position, rest));
    }

    private static TimersFired only(TimersFired fired, java.util.function.Predicate<Timer> which) {
        List<Timer> some = fired.timers().stream().filter(which).toList();
        return new TimersFired(some);
    }

    private static @Nullable ExecutionKey nameOf(Rows rows, JournalRecord record, ExecutionId subject) {
        return record instanceof JournalRecord.ExecutionStartRequested start
                        && rows.get(new Row.Named(start.key())) == null
                        && subject.equals(start.execution())
                ? start.key()
                : null;
    }

    private static Poison poison(
            Position position, JournalRecord record, RuntimeException bug, @Nullable ExecutionKey name) {
        return new Poison(position.offset(), kind(record), text(bug), position.at(), name);
    }

    private static String kind(JournalRecord record) {
        return record.getClass().getSimpleName();
    }

    private static String text(RuntimeException bug) {
        var text = bug.getClass().getSimpleName() + ": " + bug.getMessage();
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }
}
