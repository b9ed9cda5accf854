package dev.reprise.gateway.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.reprise.core.Payload;
import dev.reprise.workflow.protocol.JsonFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a function is invoked with: any JSON, taken byte for byte.
 *
 * @param payload the JSON; {@code {}} when the caller sent nothing
 * @param isSignal whether it is an object of one member, {@code _durable_signal}: then it is for an execution that runs
 */
record InvokePayload(Payload payload, boolean isSignal) {
    /** The member that tells a signal from an input. */
    static final String SIGNAL = "_durable_signal";

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final Payload NOTHING = Payload.of("{}");

    /**
     * Reads a body, whatever its media type is said to be: SDKs send none or a general one.
     *
     * @throws Refusal when it is too large or not JSON
     */
    static InvokePayload read(byte[] body, int maxBytes) {
        if (body.length > maxBytes) {
            throw AwsError.REQUEST_TOO_LARGE.refusal(
                    "Request must be smaller than %d bytes for the InvokeFunction operation, but found %d"
                            .formatted(maxBytes, body.length));
        }
        if (body.length == 0) {
            return new InvokePayload(NOTHING, false);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return new InvokePayload(Payload.ofUtf8(body), isSignal(body));
        } catch (CharacterCodingException e) {
            throw notJson("found bytes that are not UTF-8");
        } catch (JsonProcessingException e) {
            throw notJson(JsonFault.of(e));
        } catch (IOException e) {
            throw notJson(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isSignal(byte[] body) throws IOException {
        try (var parser = JSON.createParser(body)) {
            var first = parser.nextToken();
            if (first == null) {
                throw new IOException("found white space only");
            }
            int members = 0;
            boolean named = false;
            if (first == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    members++;
                    named |= SIGNAL.equals(parser.currentName());
                    skip(parser);
                }
            } else {
                finish(parser);
            }
            if (parser.nextToken() != null) {
                throw new IOException("found more after its end");
            }
            return named && members == 1;
        }
    }

    private static void skip(JsonParser parser) throws IOException {
        parser.nextToken();
        finish(parser);
    }

    private static void finish(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken(); // strings and numbers are read only when they are asked for
    }

    private static Refusal notJson(String why) {
        return AwsError.INVALID_REQUEST_CONTENT.refusal("Could not parse request body into json: " + why);
    }
}
