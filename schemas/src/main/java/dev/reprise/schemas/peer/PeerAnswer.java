package dev.reprise.schemas.peer;

import dev.reprise.core.fold.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner of a partition answers. */
public sealed interface PeerAnswer {
    /** How a record was judged: folded, and acknowledged by the broker. */
    record Judged(Verdict verdict) implements PeerAnswer {}

    /**
     * The value of a row.
     *
     * @param value as the store has it; null when there is no such row
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record RowRead(byte @Nullable [] value) implements PeerAnswer {}

    /**
     * Rows, in the order that was asked for.
     *
     * @param more whether there may be more behind them
     */
    record RowsRead(List<StoredRow> rows, boolean more) implements PeerAnswer {
        public RowsRead {
            rows = List.copyOf(rows);
        }
    }

    /** A row as the store has it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record StoredRow(byte[] key, byte[] value) {}

    /**
     * The request cannot be served.
     *
     * @param invalid whether asking again is of no use, because the request itself is at fault
     * @param message what was expected and what was found
     */
    record Refused(boolean invalid, String message) implements PeerAnswer {}
}
