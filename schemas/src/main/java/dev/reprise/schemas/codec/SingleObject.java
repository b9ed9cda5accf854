package dev.reprise.schemas.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The records of one topic in Avro's single-object encoding: {@code C3 01}, the CRC-64-AVRO fingerprint of the writer's
 * schema in 8 bytes, least significant first, and the body. Reads what this release and all before it have written.
 */
final class SingleObject {
    private static final int HEADER_LENGTH = 10;

    private final String what;
    private final Map<Schema, Written> written = new HashMap<>();
    private final Map<Long, AvroType<SpecificRecordBase>> readable = new HashMap<>();

    /**
     * Prepares the codec of a topic.
     *
     * @param what a record of the topic, for messages: "a journal record"
     * @param types the generated classes' schemas
     */
    SingleObject(String what, List<Schema> types) {
        this.what = what;
        for (var current : types) {
            var type = new AvroType<SpecificRecordBase>(current);
            written.put(current, new Written(header(current), type));
            readable.put(fingerprint(current), type);
        }
        for (var current : types) {
            for (var older : Releases.schemasOf(current)) {
                readable.computeIfAbsent(fingerprint(older), ignored -> AvroType.resolving(older, current));
            }
        }
    }

    /** Whether bytes are marked as single-object encoded. No UTF-8 text begins like that. */
    static boolean isMarked(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == (byte) 0xC3 && bytes[1] == 0x01;
    }

    byte[] encode(SpecificRecordBase record) {
        var type = written.get(record.getSchema());
        if (type == null) {
            throw new IllegalStateException("Expected %s, but found a %s. Is it missing in the list of types?"
                    .formatted(what, record.getSchema().getFullName()));
        }
        return type.type().encode(type.header(), record);
    }

    /**
     * Reads a record.
     *
     * @param mapping makes a value of it; whatever it throws counts as damage of the record
     */
    <T> T decode(byte[] bytes, Function<SpecificRecordBase, T> mapping) {
        if (bytes.length < HEADER_LENGTH || !isMarked(bytes)) {
            throw UndecodableRecord.notSingleObject(what, bytes);
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        var type = readable.get(fingerprint);
        if (type == null) {
            throw UnknownSchema.ofFingerprint(what, fingerprint);
        }
        try {
            return mapping.apply(type.decode(bytes, HEADER_LENGTH));
        } catch (IOException | RuntimeException damage) {
            throw UndecodableRecord.damaged(what, bytes, damage);
        }
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(fingerprint(schema))
                .array();
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /** How this release writes a type. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(byte[] header, AvroType<SpecificRecordBase> type) {}
}
