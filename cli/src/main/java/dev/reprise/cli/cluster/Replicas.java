package dev.reprise.cli.cluster;

import dev.reprise.cli.process.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** Whether all brokers are there and have all that was acknowledged: only then may the next one be taken away. */
public final class Replicas implements AutoCloseable {
    private final Admin admin;
    private final int brokers;
    private final int replicationFactor;

    Replicas(String bootstrapServers, int brokers, int replicationFactor) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
        this.brokers = brokers;
        this.replicationFactor = replicationFactor;
    }

    /** Waits until that is so. */
    public void awaitInSync(Duration limit) {
        Patience.await(
                "all brokers to have all records", limit, () -> isInSync() ? Optional.of(true) : Optional.empty());
    }

    private boolean isInSync() {
        try {
            if (admin.describeCluster().nodes().get().size() < brokers) {
                return false;
            }
            var topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() >= replicationFactor);
        } catch (ExecutionException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
