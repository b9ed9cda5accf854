package dev.reprise.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.reprise.core.Payload;
import dev.reprise.schemas.codec.MalformedSignal.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signal as a JSON object. Its payload is any JSON and is taken character for character. */
final class SignalJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> TEXTS = List.of("execution", "signal", "signalId", "callbackId");
    private static final String PAYLOAD = "payload";

    private final String text;
    private final Map<String, String> fields = new HashMap<>();

    private SignalJson(String text) {
        this.text = text;
    }

    static SignalFields parse(byte[] value) {
        var signal = new SignalJson(SignalFields.decodeUtf8("a signal", value));
        signal.read();
        return signal.fields();
    }

    private SignalFields fields() {
        var payload = fields.get(PAYLOAD);
        return new SignalFields(
                fields.get("execution"),
                fields.get("signal"),
                fields.get("signalId"),
                fields.get("callbackId"),
                payload == null ? Payload.EMPTY : Payload.of(payload));
    }

    private void read() {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("it does not begin with '{'", null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser);
            }
            if (parser.nextToken() != null) {
                throw invalid("something follows the object", null);
            }
        } catch (JsonProcessingException invalid) {
            // Not in the parser's words, which show what it found: somebody's data, and this ends up in logs.
            var place = invalid.getLocation();
            throw invalid(
                    "what stands at line %d, column %d is no JSON".formatted(place.getLineNr(), place.getColumnNr()),
                    null);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Expected to read from memory, but could not", impossible);
        }
    }

    private void readField(JsonParser parser) throws IOException {
        var name = parser.currentName();
        var token = parser.nextToken();
        if (name.equals(PAYLOAD)) {
            fields.put(PAYLOAD, source(parser));
        } else if (!TEXTS.contains(name)) {
            throw new MalformedSignal(
                    Reason.UNKNOWN_FIELD,
                    "Expected the fields execution, signal, signalId, callbackId and payload, but found '%s'"
                            .formatted(name.substring(0, Math.min(80, name.length()))));
        } else if (token == JsonToken.VALUE_STRING) {
            fields.put(name, parser.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            throw new MalformedSignal(
                    Reason.WRONG_TYPE, "Expected text in the field '%s', but found %s".formatted(name, token));
        }
    }

    /** The characters of the value at which the parser stands. */
    private String source(JsonParser parser) throws IOException {
        long start = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        long end = parser.currentLocation().getCharOffset();
        return text.substring((int) start, (int) end);
    }

    private static MalformedSignal invalid(String why, @Nullable Throwable cause) {
        return new MalformedSignal(
                Reason.INVALID_JSON,
                "Expected a signal in Avro's single-object encoding or as a JSON object, but found neither: " + why,
                cause);
    }
}
