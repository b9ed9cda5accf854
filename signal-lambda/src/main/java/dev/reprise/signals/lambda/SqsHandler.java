package dev.reprise.signals.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes batches of a queue. Only messages that could not be handed over are answered as failures, so turn on
 * {@code ReportBatchItemFailures}: without it one of them brings back all.
 */
@Named("sqs")
@Singleton
public final class SqsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Service service;

    SqsHandler(Service service) {
        this.service = service;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var batch = new Batch();
        List<SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        for (var message : messages) {
            batch.add(lane(message), message.getMessageId(), message(message));
        }
        var failures = batch.hand(service, Deadline.of(context)).stream()
                .map(BatchItemFailure::new)
                .toList();
        return new SQSBatchResponse(failures);
    }

    /** Those of a group in a FIFO queue keep their order. */
    private static String lane(SQSMessage message) {
        var group = message.getEventSourceArn().endsWith(".fifo")
                ? attributes(message).get("MessageGroupId")
                : null;
        return group == null ? "message " + message.getMessageId() : "group " + group;
    }

    private static Map<String, String> attributes(SQSMessage message) {
        return message.getAttributes() == null ? Map.of() : message.getAttributes();
    }

    private static Message message(SQSMessage message) {
        var attributes = new HashMap<String, String>();
        if (message.getMessageAttributes() != null) {
            message.getMessageAttributes().forEach((name, value) -> {
                if (value.getStringValue() != null) {
                    attributes.put(name, value.getStringValue());
                }
            });
        }
        return Message.of(
                message.getEventSourceArn(),
                message.getMessageId(),
                attributes(message).get("MessageDeduplicationId"),
                message.getBody(),
                attributes);
    }
}
