package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The quarantined executions of one partition, in memory, because nearly every record asks and there are hardly any.
 * Written by the partition's stream thread, read by all.
 */
final class Quarantines {
    private final Map<ExecutionId, Quarantine> held = new ConcurrentHashMap<>();

    Quarantines(Rows rows) {
        rows.scan(new RowRange.QuarantinedExecutions(), (row, quarantine) -> {
            held.put(((Row.Quarantined) row).execution(), quarantine);
            return true;
        });
    }

    /** Keeps in step with a change of the rows. */
    void follow(RowChange<?> change) {
        if (change.row() instanceof Row.Quarantined row) {
            var quarantine = (Quarantine) change.value();
            if (quarantine == null) {
                held.remove(row.execution());
            } else {
                held.put(row.execution(), quarantine);
            }
        }
    }

    /** Rows that are read as they are, but for quarantines: nearly every fold asks for one, and memory knows. */
    Rows over(Rows rows) {
        return new Rows() {
            @Override
            @SuppressWarnings("unchecked") // a quarantine is what such a row holds
            public <V> @Nullable V get(Row<V> row) {
                return row instanceof Row.Quarantined asked ? (V) held.get(asked.execution()) : rows.get(row);
            }

            @Override
            public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
                rows.scan(range, visitor);
            }
        };
    }

    boolean hold(ExecutionId execution) {
        return held.containsKey(execution);
    }

    int size() {
        return held.size();
    }

    Map<ExecutionId, Quarantine> all() {
        return Map.copyOf(held);
    }

    /** Those that the journal does not know of yet. */
    Map<ExecutionId, Poison> unrecorded() {
        var unrecorded = new LinkedHashMap<ExecutionId, Poison>();
        held.forEach((execution, quarantine) -> {
            if (!quarantine.recorded()) {
                unrecorded.put(execution, quarantine.poison());
            }
        });
        return unrecorded;
    }

    /**
     * The execution for whose sake a record must not be judged yet, or null: between the record that could not be folded
     * and the one that says so, another build would judge otherwise, so nothing may be promised.
     */
    @Nullable
    ExecutionId undecided(Rows rows, JournalRecord record) {
        if (held.isEmpty() || record instanceof JournalRecord.ExecutionQuarantined) {
            return null;
        }
        var unrecorded = unrecorded();
        if (unrecorded.isEmpty()) {
            return null;
        }
        if (record instanceof JournalRecord.ExecutionStartRequested start) {
            for (var each : unrecorded.entrySet()) {
                if (start.key().equals(each.getValue().name())) {
                    return each.getKey();
                }
            }
        }
        var subject = Subjects.of(rows, record);
        return subject != null && unrecorded.containsKey(subject) ? subject : null;
    }
}
