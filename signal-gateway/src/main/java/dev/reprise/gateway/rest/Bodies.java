package dev.reprise.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reprise.core.Payload;
import dev.reprise.workflow.protocol.JsonFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, strictly, with an error that says where something is wrong. */
final class Bodies {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Bodies() {}

    /** A body that the code gets as it is: any JSON value, byte for byte. */
    static Payload payload(byte[] body, int maxBytes) {
        if (body.length > maxBytes) {
            throw tooLarge(body.length, maxBytes);
        }
        requireJson(body);
        return Payload.ofUtf8(body);
    }

    /** Text as a JSON string. */
    static Payload text(String text) {
        return Payload.of('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    /** What a person typed, as JSON: what is JSON already is taken as it is. */
    static Payload typed(String text) {
        return isJson(text.getBytes(StandardCharsets.UTF_8)) ? Payload.of(text) : text(text);
    }

    static ProblemException tooLarge(int bytes, int maxBytes) {
        return new ProblemException(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "Expected at most %d bytes, but found %d. Keep large data elsewhere and send a reference"
                        .formatted(maxBytes, bytes));
    }

    /** Whether some text is one JSON value. */
    static boolean isJson(byte[] text) {
        try {
            parse(text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void requireJson(byte[] body) {
        try {
            parse(body);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_JSON, "Expected one JSON value in UTF-8, but " + e.getMessage());
        }
    }

    private static void parse(byte[] body) throws IOException {
        requireUtf8(body);
        try (var parser = JsonFactory.builder().build().createParser(body)) {
            if (parser.nextToken() == null) {
                throw new IOException("found an empty body");
            }
            parser.skipChildren();
            parser.finishToken(); // strings and numbers are read only when they are asked for
            if (parser.nextToken() != null) {
                throw new IOException("found more after its end");
            }
        }
    }

    private static void requireUtf8(byte[] body) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new IOException("found bytes that are not UTF-8");
        }
    }

    /** A body of a known shape. Members that nobody knows are refused, because most are misspelt. */
    static <T> T read(byte @Nullable [] body, Class<T> type) {
        try {
            var read = STRICT.readValue(body == null ? new byte[0] : body, type);
            if (read == null) {
                throw new ProblemException(ProblemCode.INVALID_REQUEST, "Expected a JSON object, but found null");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST,
                    "Expected one of the members %s, but found another%s"
                            .formatted(e.getKnownPropertyIds(), at(e.getPathReference())));
        } catch (JsonMappingException e) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, JsonFault.of(e) + at(e.getPathReference()));
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, "Expected JSON, but " + e.getMessage());
        }
    }

    private static String at(String reference) {
        int member = reference.indexOf('[');
        return member < 0 ? "" : ", at " + reference.substring(member);
    }

    private static ProblemException malformed(JsonProcessingException e) {
        return new ProblemException(ProblemCode.MALFORMED_JSON, JsonFault.of(e));
    }
}
