package dev.reprise.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Which node owns which partition, as Kafka Streams last assigned them. It may be some seconds behind the truth, which the
 * asked node knows. Thread-safe.
 */
final class Owners {
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final KafkaStreams streams;
    private final String journalTopic;
    private volatile Table table = new Table(Map.of(), System.nanoTime() - FRESH_NANOS);

    /**
     * What was known, and when.
     *
     * @param addresses the address of the owner of each partition that has one
     */
    private record Table(Map<Integer, String> addresses, long readAtNanos) {}

    Owners(KafkaStreams streams, String journalTopic) {
        this.streams = streams;
        this.journalTopic = journalTopic;
    }

    /** The address of a partition's owner, or null while there is none. */
    @Nullable
    String addressOf(int partition) {
        var now = table;
        if (System.nanoTime() - now.readAtNanos() >= FRESH_NANOS) {
            now = new Table(read(), System.nanoTime());
            table = now;
        }
        return now.addresses().get(partition);
    }

    private Map<Integer, String> read() {
        var addresses = new HashMap<Integer, String>();
        try {
            for (var node : streams.metadataForAllStreamsClients()) {
                for (var partition : node.topicPartitions()) {
                    if (partition.topic().equals(journalTopic)) {
                        addresses.put(partition.partition(), node.host() + ":" + node.port());
                    }
                }
            }
        } catch (InvalidStateStoreException | IllegalStateException notRunning) {
            return Map.of();
        }
        return addresses;
    }
}
