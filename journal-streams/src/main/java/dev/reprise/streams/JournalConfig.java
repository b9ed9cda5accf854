package dev.reprise.streams;

import dev.reprise.core.InvalidValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a node takes part in the journal.
 *
 * @param bootstrapServers the Kafka cluster, {@code host:port} separated by commas
 * @param topicPrefix what the names of all topics begin with, such as {@code reprise.}
 * @param nodeId tells this node from others; the same after a restart, so that it gets its partitions back at once
 * @param advertisedAddress where the other nodes reach this one, {@code host:port}
 * @param stateDir where the local copy of the state is kept
 * @param partitions how many partitions the journal is created with; an existing journal keeps its own number
 * @param replicationFactor how many brokers keep each record
 * @param standbys how many other nodes keep a copy of each partition's state, so that they can take it over at once
 * @param streamThreads how many threads fold
 * @param verdictTimeout how long a submission waits for its verdict before it is called unknown
 * @param kafka further settings for every Kafka client, such as security
 */
public record JournalConfig(
        String bootstrapServers,
        String topicPrefix,
        String nodeId,
        String advertisedAddress,
        Path stateDir,
        int partitions,
        short replicationFactor,
        int standbys,
        int streamThreads,
        Duration verdictTimeout,
        Map<String, String> kafka) {
    public JournalConfig {
        if (partitions < 1 || partitions > 0xFFFF) {
            throw new InvalidValue("Expected 1 to 65535 journal partitions, but found " + partitions);
        }
        if (streamThreads < 1) {
            throw new InvalidValue("Expected at least one stream thread, but found " + streamThreads);
        }
        if (standbys < 0) {
            throw new InvalidValue("Expected no standbys or more, but found " + standbys);
        }
        kafka = Map.copyOf(kafka);
    }

    /** One broker, one node, four partitions, one thread. */
    public static JournalConfig local(String bootstrapServers, Path stateDir) {
        return new JournalConfig(
                bootstrapServers,
                "reprise.",
                "node-1",
                "127.0.0.1:8080",
                stateDir,
                4,
                (short) 1,
                0,
                1,
                Duration.ofSeconds(30),
                Map.of());
    }

    /** The Kafka Streams application, which is also its consumer group. */
    public String applicationId() {
        return topicPrefix.replace('.', '-') + "journal-streams";
    }
}
