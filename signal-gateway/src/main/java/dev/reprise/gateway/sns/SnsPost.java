package dev.reprise.gateway.sns;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SNS posts to an HTTP(S) subscriber, not verified yet.
 *
 * @param type what it is
 * @param fields its members that are texts, by name
 */
record SnsPost(Type type, Map<String, String> fields) {
    static final String MESSAGE_ID = "MessageId";
    static final String SIGNATURE = "Signature";
    static final String SIGNATURE_VERSION = "SignatureVersion";
    static final String SIGNING_CERT_URL = "SigningCertURL";
    static final String SUBSCRIBE_URL = "SubscribeURL";
    static final String TOPIC_ARN = "TopicArn";

    private static final List<String> SIGNED_IN_CONFIRMATIONS =
            List.of("Message", MESSAGE_ID, SUBSCRIBE_URL, "Timestamp", "Token", TOPIC_ARN, "Type");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The kinds of posts, with the members that are signed, in their order. */
    enum Type {
        NOTIFICATION("Notification", List.of("Message", MESSAGE_ID, "Subject", "Timestamp", TOPIC_ARN, "Type")),
        SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation", SIGNED_IN_CONFIRMATIONS),
        UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation", SIGNED_IN_CONFIRMATIONS);

        private final String word;
        private final List<String> signed;

        Type(String word, List<String> signed) {
            this.word = word;
            this.signed = signed;
        }

        static @Nullable Type of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word.equals(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Reads a body, whatever its media type is said to be: SNS says text/plain.
     *
     * @throws SnsRefusal when it is none of those
     */
    static SnsPost read(byte[] body) {
        var fields = new HashMap<String, String>();
        try {
            JsonNode root = JSON.readValue(body);
            root.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    fields.put(member.getKey(), member.getValue().textValue());
                }
            });
        } catch (IOException e) {
            throw malformed("found no JSON");
        }
        var type = Type.of(fields.get("Type"));
        if (type == null) {
            throw malformed("found another Type. Turn raw message delivery off: raw messages are not signed");
        }
        return new SnsPost(type, Map.copyOf(fields));
    }

    /**
     * A member.
     *
     * @throws SnsRefusal when it is not there
     */
    String get(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw malformed("found no text in the member " + name);
        }
        return value;
    }

    /** What its signature is over: name and value of each member that counts, a line each. Only a subject may be left out. */
    byte[] signedBytes() {
        var text = new StringBuilder();
        for (var name : type.signed) {
            if (!name.equals("Subject") || fields.containsKey(name)) {
                text.append(name).append('\n').append(get(name)).append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static SnsRefusal malformed(String found) {
        return new SnsRefusal(
                SnsRefusal.Kind.MALFORMED,
                "Expected a Notification, SubscriptionConfirmation or UnsubscribeConfirmation of SNS as a JSON object, but "
                        + found);
    }
}
