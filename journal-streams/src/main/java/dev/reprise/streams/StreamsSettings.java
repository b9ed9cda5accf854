package dev.reprise.streams;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of the Kafka Streams application, each with its reason. The figures are those of kafka-floors. */
final class StreamsSettings {
    private StreamsSettings() {}

    static Properties of(JournalConfig config) {
        var settings = new Properties();
        settings.putAll(config.kafka());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, config.nodeId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, config.advertisedAddress());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) config.replicationFactor());
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                Topics.minInSyncReplicas(config.replicationFactor()));
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksSettings.class);
        // What changes between two commits fits, or else is stored earlier. On the heap, for all partitions together.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 8 << 20);

        // Only exactly-once fences the changelog against a zombie's writes. Nobody waits for its commits, but each
        // one stalls the thread: for some milliseconds, and for as long as it takes to store what has changed since.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        // Timers are looked at between polls: this is the true period of their clock.
        settings.put(StreamsConfig.POLL_MS_CONFIG, 10);

        // A broker that stands still or was killed together with its machine does not close its connections: what
        // was asked of it is given up after this time, not after Kafka's 30 s, and asked of the new leader.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG), 6_000);
        producer(settings, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        producer(settings, ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG), 2_000);

        // The same member after a restart: a killed process gets its partitions back without waiting for a session.
        consumer(settings, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.nodeId());
        consumer(settings, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 8_000);
        consumer(settings, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        consumer(settings, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        // A lost store is read back in large pieces: each of them is one write to RocksDB.
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 << 20);
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
        // A new application begins at the beginning. Where this leads one that is not new, Progress notices.
        consumer(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

        // Nobody waits for the changelog: large batches halve the cost of a fold.
        producer(settings, ProducerConfig.LINGER_MS_CONFIG, 20);
        producer(settings, ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        producer(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        producer(settings, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        return settings;
    }

    private static void consumer(Properties settings, String name, Object value) {
        settings.put(StreamsConfig.mainConsumerPrefix(name), value);
    }

    private static void producer(Properties settings, String name, Object value) {
        settings.put(StreamsConfig.producerPrefix(name), value);
    }
}
