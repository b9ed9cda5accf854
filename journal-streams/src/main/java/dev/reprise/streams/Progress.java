package dev.reprise.streams;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a partition's state has come in the journal, kept in the state itself and written with each record. The
 * committed offset of the consumer group cannot tell: it is deleted with the topic, expires, and can be set by hand. A
 * record that is not the next one is never folded. Written by the partition's stream thread, read by all.
 */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    /** Beside the rows of {@link dev.reprise.core.state.RowEncoding}, none of which begins like this. */
    static final Bytes KEY = Bytes.wrap(new byte[] {'J'});

    private static final long UNKNOWN = -1;

    private final int partition;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Beginnings beginnings;
    private volatile long next;

    Progress(int partition, KeyValueStore<Bytes, byte[]> store, Beginnings beginnings) {
        this.partition = partition;
        this.store = store;
        this.beginnings = beginnings;
        var kept = store.get(KEY);
        // Rows without this one are of a build before it was kept; with no rows at all, nothing was folded yet.
        this.next = kept != null ? ByteBuffer.wrap(kept).getLong() : isEmpty(store) ? 0 : UNKNOWN;
    }

    private static boolean isEmpty(KeyValueStore<Bytes, byte[]> store) {
        try (var rows = store.all()) {
            return !rows.hasNext();
        }
    }

    /**
     * Returns if the record at an offset is the next one to be folded.
     *
     * @throws JournalMismatch when it is not
     */
    void requireNext(long offset) {
        if (offset == next || next == UNKNOWN) {
            return;
        }
        if (offset < next) {
            throw JournalMismatch.behind(partition, next, offset);
        }
        long beginning = beginnings.of(partition);
        if (beginning > next) {
            throw JournalMismatch.gap(partition, next, offset, beginning);
        }
        // Nothing was removed: somebody wrote in a transaction, whose marker has an offset and is not read.
        LOG.warn("Partition {} of the journal has no records from offset {} to {}", partition, next, offset - 1);
    }

    /** The offset of the next record to be folded, or a smaller one. */
    long next() {
        return next;
    }

    /** Remembers that the record at an offset is folded, or put aside. */
    void passed(long offset) {
        next = offset + 1;
        store.put(KEY, ByteBuffer.allocate(Long.BYTES).putLong(next).array());
    }
}
