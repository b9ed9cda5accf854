package dev.reprise.workflow.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one message. A member whose value is null is left out. For one thread, while the message is being written. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Something that writes members of the object at hand. */
    @FunctionalInterface
    public interface Members {
        /** Writes them. */
        void write(JsonWriter out) throws IOException;
    }

    /** A message that is one object. */
    public static byte[] message(Members members) {
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

    /** Text. */
    public void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** A payload: JSON text inside a string, copied from bytes to bytes. */
    public void payload(String name, @Nullable Payload value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeUTF8String(value.utf8(), 0, value.size());
        }
    }

    /** A whole number. */
    public void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** A point in time as a service answers it: seconds since the epoch, with a fraction. */
    public void time(String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            TimeFormat.EPOCH_SECONDS.write(this, name, value);
        }
    }

    /** An error object. */
    public void failure(String name, @Nullable Failure value) throws IOException {
        FailureJson.write(this, name, value);
    }

    void decimal(String name, BigDecimal value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** True or false. */
    public void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    /** An object. */
    public void object(String name, Members members) throws IOException {
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

    /** A list of objects. */
    public <T> void objects(String name, List<T> values, Element<T> element) throws IOException {
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
    public interface Element<T> {
        /** Writes them. */
        void write(JsonWriter out, T value) throws IOException;
    }
}
