package dev.reprise.gateway.signals;

import dev.reprise.core.journal.SignalSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be a signal or the answer to a callback, as it came: a record of the signals topic, or a message from a
 * queue, a topic of SNS, or whoever hands it over.
 *
 * @param place where it came from, for people: whoever finds it among the dead letters
 * @param key of the record, null for none
 * @param value what it says, null where it says nothing
 * @param headers what is said beside that
 * @param source which record of the signals topic it is; null for one that came in another way
 * @param id what tells it from all others and stays the same when it is delivered again; null where its source does
 */
public record SignalMessage(
        String place,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        @Nullable SignalSource source,
        @Nullable String id) {
    static SignalMessage of(ConsumerRecord<byte[], byte[]> record) {
        var source = new SignalSource(record.topic(), record.partition(), record.offset(), null);
        return new SignalMessage(
                "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset()),
                record.key(),
                record.value(),
                record.headers(),
                source,
                null);
    }

    /**
     * A message that came in another way than by the signals topic.
     *
     * @param place where it came from, for people
     * @param id the same each time it is delivered; the signal's id, unless it names one itself; null when nothing tells
     * @param body what it says
     * @param attributes what is said beside that; those that are called like the headers of records mean the same
     */
    public static SignalMessage from(String place, @Nullable String id, byte[] body, Map<String, String> attributes) {
        var headers = new RecordHeaders();
        attributes.forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new SignalMessage(place, null, body, headers, null, id);
    }

    /**
     * What a message of a queue has in common with itself when it comes again. A deduplication id is the sender's name for it,
     * and stays when he sends it again. One that the queue made of the content says nothing: two equal messages may be meant.
     *
     * @param deduplicationId what a FIFO queue knows it by; null for none
     */
    public static @Nullable String identity(@Nullable String messageId, @Nullable String deduplicationId, byte[] body) {
        return deduplicationId == null || deduplicationId.equals(sha256(body)) ? messageId : deduplicationId;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    /** The headers as text, the last one of each name. */
    Map<String, String> texts() {
        var texts = new HashMap<String, String>();
        for (var header : headers) {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
