package dev.reprise.gateway.sqs;

import dev.reprise.gateway.signals.SignalMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages of SQS in the words of the service. */
final class QueueMessages {
    private QueueMessages() {}

    /** A message as whoever takes signals wants it: its attributes that are texts mean what headers of records do. */
    static SignalMessage signal(String queueUrl, Message message) {
        var attributes = new HashMap<String, String>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
            }
        });
        var body = message.body().getBytes(StandardCharsets.UTF_8);
        var deduplicationId = message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
        return SignalMessage.from(
                queueUrl + "/" + message.messageId(),
                SignalMessage.identity(message.messageId(), deduplicationId, body),
                body,
                attributes);
    }

    /** Messages that must be taken in one after another are in one lane: those of a group in a FIFO queue. */
    static List<List<Message>> lanes(List<Message> batch) {
        var lanes = new LinkedHashMap<String, List<Message>>();
        for (var message : batch) {
            var group = group(message);
            lanes.computeIfAbsent(
                            group == null ? "message " + message.messageId() : "group " + group,
                            lane -> new ArrayList<>())
                    .add(message);
        }
        return List.copyOf(lanes.values());
    }

    /** Standard queues have groups too, for fairness; there they say nothing of order, and only a FIFO queue numbers. */
    private static @Nullable String group(Message message) {
        return message.attributes().containsKey(MessageSystemAttributeName.SEQUENCE_NUMBER)
                ? message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)
                : null;
    }
}
