package dev.reprise.testkit.simulation;

import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.PeerCodec;
import dev.reprise.schemas.codec.RowCodec;
import dev.reprise.schemas.peer.PeerAnswer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A journal that a release folded, with what came of each record: the verdict, and the rows as that release stored them.
 * Kept as a file for all later builds to fold again.
 *
 * @param entries every record of every partition, in order
 */
record ReleasedJournal(List<Entry> entries) {
    private static final int FORMAT = 1;

    /**
     * A record and its outcome.
     *
     * @param changes the rows it changed, in order
     */
    record Entry(Position position, JournalRecord record, Verdict verdict, List<RowChange<?>> changes) {}

    /** What this build makes of the journal of a life. */
    static ReleasedJournal of(Broker broker) {
        var entries = new ArrayList<Entry>();
        for (int partition = 0; partition < broker.partitions(); partition++) {
            var rows = new MemoryRows();
            for (var each : broker.log(partition)) {
                entries.add(folded(rows, each.position(), each.record()));
            }
        }
        return new ReleasedJournal(entries);
    }

    /** The same records, folded by this build. */
    ReleasedJournal foldedAgain() {
        var again = new ArrayList<Entry>();
        var rows = new MemoryRows();
        for (var each : entries) {
            if (each.position().offset() == 0) {
                rows = new MemoryRows(); // the next partition
            }
            again.add(folded(rows, each.position(), each.record()));
        }
        return new ReleasedJournal(again);
    }

    private static Entry folded(MemoryRows rows, Position position, JournalRecord record) {
        var folded = Fold.fold(rows, position, record);
        rows.apply(folded.changes());
        return new Entry(position, record, folded.verdict(), folded.changes());
    }

    void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(FORMAT);
            out.writeInt(entries.size());
            for (var entry : entries) {
                out.writeInt(entry.position().partition());
                out.writeLong(entry.position().offset());
                out.writeLong(entry.position().at().toEpochMilli());
                write(out, JournalCodec.encode(entry.record()));
                write(out, PeerCodec.encode(new PeerAnswer.Judged(entry.verdict())));
                out.writeInt(entry.changes().size());
                for (var change : entry.changes()) {
                    write(out, RowEncoding.encode(change.row()));
                    write(out, value(change));
                }
            }
        }
    }

    private static <V> byte @Nullable [] value(RowChange<V> change) {
        var value = change.value();
        return value == null ? null : RowCodec.encode(change.row(), value);
    }

    static ReleasedJournal read(Path file) throws IOException {
        try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("Expected a journal of format %d in %s".formatted(FORMAT, file));
            }
            var entries = new ArrayList<Entry>();
            for (int left = in.readInt(); left > 0; left--) {
                var position = new Position(in.readInt(), in.readLong(), Instant.ofEpochMilli(in.readLong()));
                var record = JournalCodec.decode(required(in));
                var verdict = ((PeerAnswer.Judged) PeerCodec.decodeAnswer(required(in))).verdict();
                var changes = new ArrayList<RowChange<?>>();
                for (int rows = in.readInt(); rows > 0; rows--) {
                    changes.add(change(required(in), bytes(in)));
                }
                entries.add(new Entry(position, record, verdict, changes));
            }
            return new ReleasedJournal(entries);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the codec makes the value that belongs to the row
    private static RowChange<?> change(byte[] key, byte @Nullable [] value) {
        var row = RowEncoding.decode(key);
        return new RowChange(row, value == null ? null : RowCodec.decode(row, value));
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    private static byte[] required(DataInputStream in) throws IOException {
        var bytes = bytes(in);
        if (bytes == null) {
            throw new IOException("Expected bytes, but found none");
        }
        return bytes;
    }
}
