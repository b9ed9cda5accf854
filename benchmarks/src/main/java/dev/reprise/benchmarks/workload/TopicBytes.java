package dev.reprise.benchmarks.workload;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** How large topics are. */
final class TopicBytes {
    /** What a record takes in a batch beside key and value, about. */
    private static final int OVERHEAD = 10;

    private TopicBytes() {}

    /**
     * Of one topic.
     *
     * @param written bytes of the log, batches and all
     * @param left bytes of the last record of each key that still has a value
     */
    record Size(long written, long left) {}

    /** All topics of a prefix, and of the Streams application that it names, by what their names end with. */
    static TreeMap<String, Size> of(String bootstrapServers, String prefix) throws Exception {
        var sizes = new TreeMap<String, Size>();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            int broker = admin.describeCluster().nodes().get().iterator().next().id();
            var logs = admin.describeLogDirs(List.of(broker))
                    .allDescriptions()
                    .get()
                    .get(broker);
            var application = prefix.replace(".", "-");
            for (var log : Objects.requireNonNull(logs).values()) {
                log.replicaInfos().forEach((partition, replica) -> {
                    var topic = partition.topic();
                    if ((topic.startsWith(prefix) || topic.startsWith(application)) && replica.size() > 0) {
                        var name = topic.substring(prefix.length());
                        sizes.merge(
                                name,
                                new Size(replica.size(), left(bootstrapServers, partition)),
                                (one, other) -> new Size(one.written() + other.written(), one.left() + other.left()));
                    }
                });
            }
        }
        return sizes;
    }

    private static long left(String bootstrapServers, TopicPartition partition) {
        var last = new HashMap<ByteBuffer, @Nullable Integer>();
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (var each : consumer.poll(Duration.ofMillis(200))) {
                    var key = ByteBuffer.wrap(each.key() == null ? new byte[0] : each.key());
                    last.put(key, each.value() == null ? null : each.value().length);
                }
            }
        }
        long bytes = 0;
        for (var each : last.entrySet()) {
            if (each.getValue() != null) {
                bytes += each.getKey().remaining() + each.getValue() + OVERHEAD;
            }
        }
        return bytes;
    }
}
