package dev.reprise.gateway.signals;

import dev.reprise.gateway.dispatch.Patience;
import dev.reprise.streams.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what anybody publishes on the signals topic into the journal. Offsets are committed once the journal has judged
 * the records before them, so nothing is lost; what is read twice the journal recognises by its source offset.
 */
public final class SignalRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalRelay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** After so long, a batch that is not done must not cost the group membership. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

    private final String topic;
    private final Map<String, Object> settings;
    private final RelayBatch batch;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    private SignalRelay(String topic, Map<String, Object> settings, RelayBatch batch) {
        this.topic = topic;
        this.settings = settings;
        this.batch = batch;
        this.thread = Thread.ofPlatform().name("reprise-signal-relay").daemon().unstarted(this::run);
    }

    /**
     * Begins to relay, as a member of the consumer group of all nodes. Returns at once: Kafka may still be down.
     *
     * @param kafka how to reach Kafka: the bootstrap servers, and security if any
     * @param nodeId tells this node from others; the same after a restart, so that it goes on without waiting
     */
    public static SignalRelay start(
            Topics topics, Map<String, ?> kafka, String nodeId, SignalDelivery delivery, Patience patience) {
        var relay = new SignalRelay(
                topics.signals(), consumerSettings(topics, kafka, nodeId), new RelayBatch(delivery, patience));
        relay.thread.start();
        return relay;
    }

    private static Map<String, Object> consumerSettings(Topics topics, Map<String, ?> kafka, String nodeId) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix().replace('.', '-') + "signal-relay");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, nodeId);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }

    private void run() {
        while (!closed) {
            try (var opened = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = opened;
                relay(opened);
            } catch (WakeupException | InterruptException | Patience.Stopped closing) {
                return;
            } catch (KafkaException e) {
                LOG.warn("Expected to read signals from {}, but: {}. Trying again", topic, e.getMessage());
                pause();
            }
        }
    }

    private void relay(Consumer<byte[], byte[]> opened) {
        while (!closed && opened.partitionsFor(topic).isEmpty()) {
            pause(); // the journal creates it
        }
        opened.subscribe(List.of(topic));
        while (!closed) {
            var records = opened.poll(POLL);
            if (!records.isEmpty()) {
                var carried = batch.begin(records);
                while (!carried.await(SIGN_OF_LIFE)) {
                    showLife(opened);
                }
                commit(opened, records);
            }
        }
    }

    /** Polls without taking anything, so that the group does not think this node is stuck. */
    private static void showLife(Consumer<byte[], byte[]> opened) {
        opened.pause(opened.assignment());
        var newlyAssigned = opened.poll(Duration.ZERO);
        for (var partition : newlyAssigned.partitions()) {
            opened.seek(partition, newlyAssigned.records(partition).getFirst().offset());
        }
        opened.resume(opened.assignment());
    }

    private static void commit(Consumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> records) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : records.partitions()) {
            long next = records.records(partition).getLast().offset() + 1;
            offsets.put(partition, new OffsetAndMetadata(next));
        }
        opened.commitAsync(offsets, (committed, failure) -> {
            if (failure != null) {
                LOG.info("Signals may be read again, which does no harm, because: {}", failure.getMessage());
            }
        });
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        awaitEnd();
    }

    /** Not interrupted at once: a consumer that is closed properly says goodbye to its brokers. */
    private void awaitEnd() {
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
