package dev.reprise.benchmarks.engine;

import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.streams.JournalConfig;
import java.time.Duration;
import java.util.Map;

/** Journals for nodes in this process. */
public final class JournalConfigs {
    private JournalConfigs() {}

    /** The journal that the service has with these settings, so that either goes on where the other has stopped. */
    public static JournalConfig of(NodeSettings node) {
        return new JournalConfig(
                node.bootstrapServers(),
                node.topicPrefix(),
                node.name(),
                "127.0.0.1:8080",
                node.rows(),
                node.partitions(),
                (short) 1,
                0,
                node.streamThreads(),
                Duration.ofSeconds(30),
                Map.of());
    }
}
