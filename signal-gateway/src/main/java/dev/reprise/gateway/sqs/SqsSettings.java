package dev.reprise.gateway.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which queues are read, and how.
 *
 * @param queues their URLs; empty for none
 * @param endpoint where SQS's API is, for all queues; null for what the SDK finds in the environment, or else AWS
 * @param region of all queues; null for what their URLs say, or else what the SDK finds
 * @param visibility how long a message that was received is not given to others; then it comes back, if it was not deleted
 * @param pollers how many batches of up to ten messages of one queue this node handles at once
 */
public record SqsSettings(
        List<String> queues,
        @Nullable URI endpoint,
        @Nullable String region,
        Duration visibility,
        int pollers) {
    public SqsSettings {
        queues = List.copyOf(queues);
        if (pollers < 1) {
            throw new IllegalArgumentException(
                    "Expected reprise.sqs.pollers to be at least 1, but found %d".formatted(pollers));
        }
        if (visibility.toSeconds() < 1 || visibility.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException(
                    "Expected reprise.sqs.visibility from 1s to 12h, but found %s".formatted(visibility));
        }
    }
}
