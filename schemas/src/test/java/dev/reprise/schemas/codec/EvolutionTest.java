package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.schemas.avro.common.OperationRef;
import dev.reprise.schemas.avro.journal.SignalReceived;
import dev.reprise.schemas.avro.journal.SignalSource;
import dev.reprise.schemas.avro.journal.TargetByKey;
import dev.reprise.schemas.avro.update.StartCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** Records of an older schema, which lacks a field that came later, are read with that field absent. */
class EvolutionTest {
    private static final byte[] NO_PREFIX = {};

    @Test
    void aTypeReadByTheWalkOverItsSchema() throws IOException {
        var current = SignalReceived.getClassSchema();
        var older = without("source", current);
        var bytes = write(
                older,
                new SignalReceived(
                        new TargetByKey("order", "o-17"),
                        "go",
                        "r-1",
                        ByteBuffer.wrap(new byte[] {'7'}),
                        new SignalSource("reprise.signals", 5, 99L, null)));

        var read = AvroType.<SignalReceived>resolving(older, current).decode(bytes, 0);

        assertThat(read.getSource()).isNull();
        assertThat(read.getSignalId()).isEqualTo("r-1");
    }

    @Test
    void aTypeReadByItsOwnGeneratedCode() throws IOException {
        var current = StartCallback.getClassSchema();
        var older = without("callbackId", current);
        var ref = new OperationRef("s-1", null, "review", "Signal");
        var bytes = write(older, new StartCallback(ref, "cb-1", 60_000L, null));

        var read = AvroType.<StartCallback>resolving(older, current).decode(bytes, 0);

        assertThat(read).isEqualTo(new StartCallback(ref, null, 60_000L, null));
    }

    @Test
    void theFieldIsThereWhenTheWriterKnewIt() throws IOException {
        var current = StartCallback.getClassSchema();
        var value = new StartCallback(new OperationRef("s-1", null, null, null), "cb-1", null, 5L);
        var type = new AvroType<StartCallback>(current);

        assertThat(type.decode(type.encode(NO_PREFIX, value), 0)).isEqualTo(value);
    }

    private static Schema without(String field, Schema schema) {
        var older = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
        older.setFields(schema.getFields().stream()
                .filter(each -> !each.name().equals(field))
                .map(each -> new Schema.Field(each, each.schema()))
                .toList());
        return older;
    }

    /** Writes as an older release would have: the value's other fields, with the older schema. */
    private static byte[] write(Schema older, SpecificRecordBase value) throws IOException {
        var current = value.getSchema();
        var asWritten = new AvroType<>(current).encode(NO_PREFIX, value);
        var in = DecoderFactory.get().binaryDecoder(asWritten, null);
        var generic = new GenericDatumReader<GenericData.Record>(current, older).read(null, in);
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericData.Record>(older).write(generic, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
