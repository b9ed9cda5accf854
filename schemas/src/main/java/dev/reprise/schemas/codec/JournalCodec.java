package dev.reprise.schemas.codec;

import dev.reprise.core.journal.JournalRecord;

/** The values of the journal topic. */
public final class JournalCodec {
    private static final SingleObject FORMAT = new SingleObject("a journal record", JournalRecords.TYPES);

    private JournalCodec() {}

    /** Writes a record, in Avro's single-object encoding. */
    public static byte[] encode(JournalRecord record) {
        return FORMAT.encode(JournalRecords.toAvro(record));
    }

    /**
     * Reads a record that this release or an older one wrote.
     *
     * @throws UnknownSchema when a newer release wrote it
     * @throws UndecodableRecord when it is no journal record at all
     */
    public static JournalRecord decode(byte[] bytes) {
        return FORMAT.decode(bytes, JournalRecords::fromAvro);
    }
}
