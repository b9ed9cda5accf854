package dev.reprise.gateway.sqs;

import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.signals.SignalDelivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of queues in SQS for signals, beside the other nodes. Nothing of the AWS SDK is begun where no queue is
 * named.
 */
public final class SqsQueues implements AutoCloseable {
    private final List<QueuePoller> pollers = new ArrayList<>();
    private final @Nullable SqsClients clients;

    private SqsQueues(SqsSettings settings, SignalDelivery delivery, GatewayMetrics metrics) {
        if (settings.queues().isEmpty()) {
            clients = null;
            return;
        }
        clients = new SqsClients(settings, QueuePoller.LONGEST_POLL);
        for (var queue : settings.queues()) {
            for (int i = 0; i < settings.pollers(); i++) {
                pollers.add(new QueuePoller(queue, settings, clients.forQueue(queue), delivery, metrics));
            }
        }
    }

    /** Begins to read. Returns at once, whether SQS can be reached or not. */
    public static SqsQueues start(SqsSettings settings, SignalDelivery delivery, GatewayMetrics metrics) {
        return new SqsQueues(settings, delivery, metrics);
    }

    @Override
    public void close() {
        pollers.forEach(QueuePoller::stop);
        pollers.forEach(QueuePoller::close);
        if (clients != null) {
            clients.close();
        }
    }
}
