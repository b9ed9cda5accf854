package dev.reprise.streams;

import dev.reprise.core.fold.Fold;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether this build knows all behaviours that are switched on in a partition; see {@link Fold#FEATURES}. */
final class Features {
    private Features() {}

    /** Why a partition whose state is this must not be folded on, or null when it may be. */
    static @Nullable String unknown(Rows rows) {
        var state = rows.get(new Row.OfPartition());
        return state == null ? null : unknown(state.features());
    }

    /** Why a record must not be folded, or null when it may be. */
    static @Nullable String unknown(JournalRecord record) {
        return record instanceof JournalRecord.FoldBarrier barrier ? unknown(barrier.features()) : null;
    }

    private static @Nullable String unknown(List<String> features) {
        var unknown =
                features.stream().filter(each -> !Fold.FEATURES.contains(each)).toList();
        return unknown.isEmpty()
                ? null
                : "Expected features among %s, but found %s switched on: a newer release knows them. Start that release; see docs/upgrading.md"
                        .formatted(Fold.FEATURES, unknown);
    }
}
