package dev.reprise.cli.chaos;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.AuditedEvent;
import dev.reprise.schemas.codec.HistoryCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the journal comes to when it is folded once, from its beginning, by nobody who is ever interrupted. */
final class Refold {
    private final Map<Integer, MemoryRows> partitions = new HashMap<>();
    private final Map<ExecutionId, ExecutionKey> keys = new HashMap<>();
    private final List<AuditedEvent> events = new ArrayList<>();

    private Refold() {}

    /** The history that must have come of a journal. */
    static List<AuditedEvent> of(List<JournalTopic.Entry> journal) {
        var refold = new Refold();
        journal.forEach(refold::fold);
        return refold.events;
    }

    private void fold(JournalTopic.Entry entry) {
        var rows = partitions.computeIfAbsent(entry.position().partition(), partition -> new MemoryRows());
        var folded = Fold.fold(rows, entry.position(), entry.record());
        rows.apply(folded.changes());
        for (var change : folded.changes()) {
            if (change.row() instanceof Row.Header header && change.value() instanceof Execution execution) {
                keys.put(header.execution(), execution.key());
            }
        }
        for (var change : folded.changes()) {
            if (change.row() instanceof Row.Event row && change.value() instanceof HistoryEvent event) {
                events.add(asPublished(row.execution(), event));
            }
        }
    }

    /** Through the format of the topic, so that it can be compared with what is there. */
    private AuditedEvent asPublished(ExecutionId execution, HistoryEvent event) {
        var key = Objects.requireNonNull(keys.get(execution), "an event is recorded together with its header");
        return HistoryCodec.decode(HistoryCodec.encode(execution, key, event));
    }
}
