package dev.reprise.schemas.codec;

import dev.reprise.core.state.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * An Avro body, seen with Avro's own means and none of our code: as any other reader sees it.
 *
 * @param bytes the body and what stands before it
 * @param prefixLength how many bytes that is
 * @param written the schema it was written with
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Body(byte[] bytes, int prefixLength, Schema written) {
    /** The body of a message of a topic. */
    static Body ofMessage(byte[] bytes, Collection<Schema> known) {
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        var written = known.stream()
                .filter(schema -> SchemaNormalization.parsingFingerprint64(schema) == fingerprint)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "Expected a known schema, but found the fingerprint %016x".formatted(fingerprint)));
        return new Body(bytes, 10, written);
    }

    /** The body of a row's value. */
    static Body ofRow(Row<?> row, byte[] bytes, Collection<Schema> known) {
        return switch (row) {
            case Row.OfPartition r -> stored("StoredPartition", bytes, known);
            case Row.Header r -> stored("StoredExecution", bytes, known);
            case Row.OfOperation r -> stored("StoredOperation", bytes, known);
            case Row.Child r -> plain(Schema.Type.NULL, bytes);
            case Row.Event r -> ofMessage(bytes, known);
            case Row.Signal r -> stored("StoredSignal", bytes, known);
            case Row.SignalWait r -> plain(Schema.Type.STRING, bytes);
            case Row.SignalId r -> plain(Schema.Type.NULL, bytes);
            case Row.Named r -> plain(Schema.Type.STRING, bytes);
            case Row.Armed r -> plain(Schema.Type.NULL, bytes);
            case Row.Ready r -> stored("StoredUpdatedOperations", bytes, known);
            case Row.Listed r -> plain(Schema.Type.NULL, bytes);
            case Row.Relayed r -> plain(Schema.Type.LONG, bytes);
            case Row.Quarantined r -> stored("StoredQuarantine", bytes, known);
            case Row.Forgotten r -> plain(Schema.Type.NULL, bytes);
            case Row.Outbox r -> stored("StoredOutgoing", bytes, known);
        };
    }

    private static Body stored(String type, byte[] bytes, Collection<Schema> known) {
        var written = known.stream()
                .filter(schema -> schema.getName().equals(type))
                .findFirst()
                .orElseThrow();
        return new Body(bytes, 1, written);
    }

    private static Body plain(Schema.Type type, byte[] bytes) {
        return new Body(bytes, 1, Schema.create(type));
    }

    /** The body as Avro's JSON. */
    String json() {
        return jsonAs(written);
    }

    /** The body as Avro's JSON, as a reader with another schema sees it. */
    String jsonAs(Schema wanted) {
        try {
            var in = DecoderFactory.get().binaryDecoder(bytes, prefixLength, bytes.length - prefixLength, null);
            var value = new GenericDatumReader<>(written, wanted).read(null, in);
            var out = new ByteArrayOutputStream();
            var json = EncoderFactory.get().jsonEncoder(wanted, out, true);
            new GenericDatumWriter<>(wanted).write(value, json);
            json.flush();
            return out.toString(StandardCharsets.UTF_8) + "\n";
        } catch (IOException undecodable) {
            throw new UncheckedIOException(undecodable);
        }
    }
}
