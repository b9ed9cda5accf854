package dev.reprise.signals.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes notifications of a topic. One that could not be handed over fails the invocation, which Lambda then repeats. */
@Named("sns")
@Singleton
public final class SnsHandler implements RequestHandler<SNSEvent, @Nullable Void> {
    private final Service service;

    SnsHandler(Service service) {
        this.service = service;
    }

    @Override
    public @Nullable Void handleRequest(SNSEvent event, Context context) {
        var batch = new Batch();
        List<SNSRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        for (var each : records) {
            var notification = each.getSNS();
            var attributes = new HashMap<String, String>();
            if (notification.getMessageAttributes() != null) {
                notification.getMessageAttributes().forEach((name, value) -> {
                    if ("String".equals(value.getType())) {
                        attributes.put(name, value.getValue());
                    }
                });
            }
            var id = notification.getMessageId();
            batch.add(id, id, Message.of(notification.getTopicArn(), id, null, notification.getMessage(), attributes));
        }
        NotHandedOver.requireNone(batch.hand(service, Deadline.of(context)));
        return null;
    }
}
