package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Rows;
import org.jspecify.annotations.Nullable;

/** Which execution a record is about. */
final class Subjects {
    private Subjects() {}

    /** The execution, or null for a record about the partition and for a signal to nobody. */
    static @Nullable ExecutionId of(Rows rows, JournalRecord record) {
        return switch (record) {
            case JournalRecord.ExecutionStartRequested start -> {
                var named = named(rows, start.key());
                yield named == null ? start.execution() : named;
            }
            case JournalRecord.OfExecution about -> about.execution();
            case JournalRecord.SignalReceived signal ->
                switch (signal.target()) {
                    case SignalTarget.ById byId -> byId.execution();
                    case SignalTarget.ByKey byKey -> named(rows, byKey.key());
                };
            case JournalRecord.OfPartition ignored -> null;
        };
    }

    private static @Nullable ExecutionId named(Rows rows, ExecutionKey key) {
        return rows.get(new Row.Named(key));
    }
}
