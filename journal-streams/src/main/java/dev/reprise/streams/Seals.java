package dev.reprise.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of this node that stand still, because going on would be wrong, and why. Their records are taken from the
 * topic and dropped, so that the thread's other partitions go on; but never is an offset committed behind which something
 * was dropped, so whoever takes the partition next reads all of it. Thread-safe.
 */
final class Seals {
    private final Map<Integer, Seal> sealed = new ConcurrentHashMap<>();

    /**
     * Why a partition stands still.
     *
     * @param reason a sentence for people, with what to do
     * @param resumeAt the offset at which another build may go on; null when no offset of this topic is right
     */
    record Seal(String reason, @Nullable Long resumeAt) {}

    void put(int partition, Seal seal) {
        sealed.put(partition, seal);
    }

    /** The partition is taken anew, so what is committed is what is folded. */
    void lift(int partition) {
        sealed.remove(partition);
    }

    /** Why a partition stands still, or null when it does not. */
    @Nullable
    String reason(int partition) {
        var seal = sealed.get(partition);
        return seal == null ? null : seal.reason();
    }

    /** What may be committed of what was taken from the topic. */
    Map<TopicPartition, OffsetAndMetadata> folded(Map<TopicPartition, OffsetAndMetadata> taken) {
        if (sealed.isEmpty()) {
            return taken;
        }
        var folded = new HashMap<TopicPartition, OffsetAndMetadata>();
        taken.forEach((partition, offset) -> {
            var seal = sealed.get(partition.partition());
            if (seal == null) {
                folded.put(partition, offset);
            } else if (seal.resumeAt() != null) {
                long most = Math.min(offset.offset(), seal.resumeAt());
                folded.put(partition, new OffsetAndMetadata(most, offset.metadata()));
            }
        });
        return folded;
    }
}
