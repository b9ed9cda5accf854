package dev.reprise.core.fold;

import dev.reprise.core.journal.JournalRecord.FoldBarrier;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Row;
import java.util.Objects;

/** Records about the partition itself. */
final class Partitions {
    private Partitions() {}

    static PartitionState state(Draft draft) {
        return Objects.requireNonNullElse(draft.get(new Row.OfPartition()), PartitionState.NEW);
    }

    static Verdict ownerElected(Draft draft) {
        var position = draft.position();
        draft.put(
                new Row.OfPartition(),
                new PartitionState(position.offset(), state(draft).features()));
        draft.emit(new Effect.ConfirmOwner(position.partition(), position.offset()));
        return new Verdict.Done();
    }

    static Verdict fold(Draft draft, FoldBarrier record) {
        draft.put(new Row.OfPartition(), new PartitionState(state(draft).ownerTerm(), record.features()));
        return new Verdict.Done();
    }
}
