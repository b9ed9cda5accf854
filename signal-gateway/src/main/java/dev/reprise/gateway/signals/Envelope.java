package dev.reprise.gateway.signals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What AWS puts around a message on its way: SNS a notification, EventBridge an event. What is in it is taken character for
 * character.
 *
 * @param value what is inside
 * @param headers what stands beside it, by name
 * @param id what AWS calls the notification or event, the same each time it is delivered
 */
record Envelope(byte[] value, Map<String, String> headers, String id) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What may be a signal's id, which that of an envelope becomes. */
    private static final Pattern ID = Pattern.compile("[ -~]{1,256}");

    /** The envelope that a value is, or null when it is none. */
    static @Nullable Envelope of(byte @Nullable [] value) {
        if (value == null || value.length == 0 || value[0] != '{') {
            return null;
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            try (var parser = JSON.createParser(text)) {
                return new Reading(text, parser).envelope();
            }
        } catch (IOException neitherTextNorJson) {
            return null; // whoever reads it as a signal will say so
        }
    }

    private static final class Reading {
        private final String text;
        private final JsonParser parser;
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, String> attributes = new HashMap<>();
        private @Nullable String detail;

        private Reading(String text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        @Nullable
        Envelope envelope() throws IOException {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser.currentName(), parser.nextToken());
            }
            return parser.nextToken() == null ? found() : null;
        }

        private void readField(String name, JsonToken token) throws IOException {
            if (name.equals("MessageAttributes") && token == JsonToken.START_OBJECT) {
                readAttributes();
            } else if (name.equals("detail")) {
                detail = source();
            } else if (token == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }

        /** As SNS writes them: {@code {"name": {"Type": "String", "Value": "text"}}}. */
        private void readAttributes() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                var parts = new HashMap<String, String>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var part = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        parts.put(part, parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
                if ("String".equals(parts.get("Type")) && parts.containsKey("Value")) {
                    attributes.put(name, parts.get("Value"));
                }
            }
        }

        private String source() throws IOException {
            long start = parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            return text.substring((int) start, (int) parser.currentLocation().getCharOffset());
        }

        private @Nullable Envelope found() {
            var message = texts.get("Message");
            var messageId = texts.get("MessageId");
            if ("Notification".equals(texts.get("Type")) && message != null && messageId != null && isId(messageId)) {
                return new Envelope(message.getBytes(StandardCharsets.UTF_8), attributes, messageId);
            }
            var event = texts.get("id");
            if (texts.containsKey("detail-type")
                    && texts.containsKey("source")
                    && detail != null
                    && event != null
                    && isId(event)) {
                return new Envelope(detail.getBytes(StandardCharsets.UTF_8), Map.of(), event);
            }
            return null;
        }

        private static boolean isId(String id) {
            return ID.matcher(id).matches();
        }
    }
}
