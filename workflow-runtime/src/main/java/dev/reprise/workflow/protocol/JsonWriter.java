package dev.reprise.workflow.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.reprise.core.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one message. A member whose value is null is left out. */
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Something that writes members of the object at hand. */
    @FunctionalInterface
    interface Members {
        void write(JsonWriter out) throws IOException;
    }

    /** A message that is one object. */
    static byte[] message(Members members) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(new JsonWriter(json));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Expected writing to memory to succeed", impossible);
        }
        return bytes.toByteArray();
    }

    void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** A payload: JSON text inside a string, copied from bytes to bytes. */
    void payload(String name, @Nullable Payload value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeUTF8String(value.utf8(), 0, value.size());
        }
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void decimal(String name, BigDecimal value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void object(String name, Members members) throws IOException {
        json.writeObjectFieldStart(name);
        members.write(this);
        json.writeEndObject();
    }

    void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    <T> void objects(String name, List<T> values, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeStartObject();
            element.write(this, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Something that writes the members of one object of a list. */
    @FunctionalInterface
    interface Element<T> {
        void write(JsonWriter out, T value) throws IOException;
    }
}
