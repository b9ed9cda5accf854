package dev.reprise.workflow.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.reprise.core.Payload;
import dev.reprise.workflow.protocol.ProtocolViolation.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message, and remembers where it is and which members are not shaped as they must be. For one thread, while the
 * message is being read.
 */
public final class JsonReader {
    private static final int SHOWN_CHARACTERS = 100;

    // Names come from outside: kept for the message at hand, not for the life of the process.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser json;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> violations = new ArrayList<>();

    private JsonReader(JsonParser json) {
        this.json = json;
    }

    /** Something that reads the member of this name, whose value comes next, or skips it. */
    @FunctionalInterface
    public interface Members {
        /** Reads or skips it. */
        void read(String name) throws IOException;
    }

    /** Something that reads a value. */
    @FunctionalInterface
    interface Value<T> {
        T read() throws IOException;
    }

    /** Something that reads a whole message. */
    @FunctionalInterface
    public interface Message<T> {
        /** Reads it. */
        T read(JsonReader in) throws IOException;
    }

    /**
     * Reads a message and nothing after it.
     *
     * @throws ProtocolViolation when it is not JSON
     */
    public static <T> T message(byte[] body, Message<T> message) {
        try (var json = FACTORY.createParser(body)) {
            var in = new JsonReader(json);
            json.nextToken();
            var read = message.read(in);
            if (json.nextToken() != null) {
                throw in.expected("nothing after the message");
            }
            return read;
        } catch (IOException notJson) {
            throw new ProtocolViolation(
                    Kind.NOT_JSON, "Expected a JSON message, but found something else: " + JsonFault.of(notJson));
        }
    }

    /**
     * Reads a list of messages, each by itself: whatever one of them is, the next is read from where it begins.
     *
     * @param most how many there may be
     * @param message reads as much of one as it likes, and throws nothing but what JSON itself is to blame for
     * @throws ProtocolViolation when it is not JSON, or no list, or too long
     */
    static <T> List<T> messages(byte[] body, int most, Message<T> message) {
        return message(body, in -> {
            in.expect(JsonToken.START_ARRAY, "a list");
            var json = in.json;
            var list = json.getParsingContext();
            var read = new ArrayList<T>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (read.size() == most) {
                    throw new ProtocolViolation(
                            Kind.SHAPE, "Expected a list of at most %d messages, but found more".formatted(most));
                }
                read.add(message.read(new JsonReader(json)));
                while (json.getParsingContext() != list) {
                    json.nextToken();
                }
            }
            return read;
        });
    }

    /** Reads the members of an object; those that are null are passed over. */
    public void object(Members members) throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                path.addLast(name);
                members.read(name);
                path.removeLast();
            }
        }
    }

    <T> List<T> list(Value<T> element) throws IOException {
        expect(JsonToken.START_ARRAY, "a list");
        var read = new ArrayList<T>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            path.addLast(read.size() + 1 + ".member");
            read.add(element.read());
            path.removeLast();
        }
        return read;
    }

    /** Passes over a value that nobody knows. */
    public void skip() throws IOException {
        json.skipChildren();
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return json.getText();
    }

    Payload payload() throws IOException {
        return Payload.of(text());
    }

    long number() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return json.getLongValue();
    }

    double decimal() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
        }
        return json.getDoubleValue();
    }

    /** True or false. */
    public boolean flag() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_FALSE) {
            expect(JsonToken.VALUE_TRUE, "true or false");
        }
        return json.getBooleanValue();
    }

    // Constraints

    /** A text of a length and, where one is given, of an alphabet. */
    public String text(int minLength, int maxLength, @Nullable Alphabet alphabet) throws IOException {
        var text = text();
        if (text.length() < minLength) {
            violated(text, "Member must have length greater than or equal to " + minLength);
        } else if (text.length() > maxLength) {
            violated(text.length() + " characters", "Member must have length less than or equal to " + maxLength);
        } else if (alphabet != null && !alphabet.covers(text)) {
            violated(text, "Member must satisfy regular expression pattern: " + alphabet);
        }
        return text;
    }

    long number(long min, long max) throws IOException {
        long number = number();
        if (number < min) {
            violated(number, "Member must have value greater than or equal to " + min);
        }
        if (number > max) {
            violated(number, "Member must have value less than or equal to " + max);
        }
        return number;
    }

    /** One of the constants of an enum. After a violation it is any of them: the message is not used then. */
    <E extends Enum<E>> E word(Class<E> type) throws IOException {
        var text = text();
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        violated(text, "Member must satisfy enum value set: " + List.of(type.getEnumConstants()));
        return type.getEnumConstants()[0];
    }

    /** Notes a violation if a member of the object at hand has not been read. */
    void require(String member, @Nullable Object value) {
        if (value == null) {
            path.addLast(member);
            violations.add(
                    "Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(where()));
            path.removeLast();
        }
    }

    private void violated(Object value, String constraint) {
        var shown = String.valueOf(value);
        violations.add("Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(
                        shown.length() <= SHOWN_CHARACTERS ? shown : shown.substring(0, SHOWN_CHARACTERS) + "…",
                        where(),
                        constraint));
    }

    /**
     * To be called when all has been read and before it is used.
     *
     * @throws ProtocolViolation naming all violations
     */
    public void requireShape() {
        if (!violations.isEmpty()) {
            throw new ProtocolViolation(
                    Kind.SHAPE,
                    "%d validation error%s detected: %s"
                            .formatted(
                                    violations.size(),
                                    violations.size() == 1 ? "" : "s",
                                    String.join("; ", violations)));
        }
    }

    private void expect(JsonToken token, String what) throws IOException {
        if (json.currentToken() != token) {
            throw expected(what);
        }
    }

    private ProtocolViolation expected(String what) {
        return new ProtocolViolation(
                Kind.NOT_JSON,
                "Expected %s%s, but found %s"
                        .formatted(what, path.isEmpty() ? "" : " at '" + where() + "'", found(json.currentToken())));
    }

    private static String found(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    private String where() {
        return path.stream().map(JsonReader::decapitalized).collect(Collectors.joining("."));
    }

    /** The protocol's sentences name members so, although messages spell them with a capital. */
    private static String decapitalized(String name) {
        return name.isEmpty() ? "" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
