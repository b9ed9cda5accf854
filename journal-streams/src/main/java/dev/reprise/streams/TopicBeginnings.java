package dev.reprise.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers where the journal begins. So rarely that each question has a connection of its own. */
final class TopicBeginnings implements Beginnings {
    private static final int SECONDS = 10;

    private final String topic;
    private final Map<String, Object> settings;

    TopicBeginnings(JournalConfig config) {
        this.topic = new Topics(config.topicPrefix()).journal();
        this.settings = new HashMap<>(config.kafka());
        this.settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    }

    @Override
    public long of(int partition) {
        var asked = new TopicPartition(topic, partition);
        try (var admin = Admin.create(settings)) {
            return admin.listOffsets(Map.of(asked, OffsetSpec.earliest()))
                    .partitionResult(asked)
                    .get(SECONDS, TimeUnit.SECONDS)
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking where " + asked + " begins", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Expected to learn where %s begins, but: %s".formatted(asked, e), e);
        }
    }
}
