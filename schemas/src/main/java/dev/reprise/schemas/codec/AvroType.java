package dev.reprise.schemas.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the bodies of one Avro type, whole. Safe for any number of threads.
 *
 * @param <A> the generated class, or the Java form of a primitive
 */
final class AvroType<A> {
    private static final SpecificData MODEL = model();
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final DatumWriter<A> writer;
    private final DatumReader<A> reader;

    /** The type as this release writes it. */
    AvroType(Schema schema) {
        this(schema, schema);
    }

    private AvroType(Schema written, Schema current) {
        writer = new SpecificDatumWriter<>(current, MODEL);
        reader = new SpecificDatumReader<>(written, current, MODEL);
    }

    /** This release's type, read from what an older release wrote with its schema. */
    static <A> AvroType<A> resolving(Schema written, Schema current) {
        return new AvroType<>(written, current);
    }

    byte[] encode(byte[] prefix, A value) {
        return SCRATCH.get().encode(prefix, writer, value);
    }

    /**
     * Reads what stands behind a prefix.
     *
     * @throws IOException when the bytes end too early or too late, or cannot be what they should be
     */
    A decode(byte[] bytes, int prefixLength) throws IOException {
        var in = new StrictDecoder(bytes, prefixLength);
        @SuppressWarnings("NullAway") // there is no old value to reuse, which Avro says with null
        var value = reader.read(null, in);
        in.requireEnd();
        return value;
    }

    private static SpecificData model() {
        var model = new SpecificData(AvroType.class.getClassLoader());
        model.addLogicalTypeConversion(new TimestampMillisConversion());
        // Straight-line code instead of a walk over the schema, for all types without unions of several records.
        model.setCustomCoders(true);
        return model;
    }

    /** What a thread reuses from one record to the next. */
    private static final class Scratch {
        private static final int KEPT_BYTES = 1 << 20;

        private ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private @Nullable BinaryEncoder encoder;

        <A> byte[] encode(byte[] prefix, DatumWriter<A> writer, A value) {
            try {
                encoder = EncoderFactory.get().binaryEncoder(out, encoder);
                // After the line above, which may flush what a failed write has left behind.
                out.reset();
                out.write(prefix, 0, prefix.length);
                writer.write(value, encoder);
                encoder.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException("Expected to write to memory, but could not", impossible);
            }
            var bytes = out.toByteArray();
            if (bytes.length > KEPT_BYTES) {
                out = new ByteArrayOutputStream(512);
            }
            return bytes;
        }
    }
}
