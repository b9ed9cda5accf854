package dev.reprise.schemas.peer;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.RowEncoding;
import java.time.Duration;

/** What one node asks of the node that owns a journal partition. */
public sealed interface PeerRequest {
    /** The partition it is about. */
    int partition();

    /** Append a record and say how it was judged. Answered with {@link PeerAnswer.Judged}. */
    record Append(int partition, JournalRecord record) implements PeerRequest {}

    /** The value of a row, by its key as the store has it. Answered with {@link PeerAnswer.RowRead}. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record ReadRow(int partition, byte[] key) implements PeerRequest {}

    /**
     * Rows in their order. Answered with {@link PeerAnswer.RowsRead}.
     *
     * @param bounds which rows
     * @param reversed whether the last comes first
     * @param limit how many at most
     */
    record ReadRows(int partition, RowEncoding.Bounds bounds, boolean reversed, int limit) implements PeerRequest {}

    /**
     * The header of an execution once it has ended or the time is up, whichever comes first. Answered with {@link
     * PeerAnswer.RowRead}.
     *
     * @param atMost how long to wait, in whole milliseconds
     */
    record AwaitEnd(ExecutionId execution, Duration atMost) implements PeerRequest {
        @Override
        public int partition() {
            return execution.partition();
        }
    }
}
