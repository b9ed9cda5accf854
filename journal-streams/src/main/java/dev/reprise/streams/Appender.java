package dev.reprise.streams;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.schemas.codec.JournalCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the journal with a plain idempotent producer. Never in a transaction: an open one would hold back every
 * reader of the partition until it ends.
 */
final class Appender implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    Appender(String topic, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    static Appender open(JournalConfig config) {
        var settings = new HashMap<String, Object>(config.kafka());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.nodeId() + "-journal");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // While one request is under way the next batch forms by itself; waiting for more would only add latency.
        // With more than one under way batches would be smaller, and it is requests that cost (ADR 19).
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return new Appender(
                new Topics(config.topicPrefix()).journal(),
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Appends a record.
     *
     * @param nonce recognised by whoever waits for the verdict; null when nobody does
     * @param callback told of the broker's acknowledgement or refusal, on the producer's thread
     */
    void append(int partition, JournalRecord record, byte @Nullable [] nonce, Callback callback) {
        append(partition, record, JournalCodec.encode(record), nonce, callback);
    }

    /** As above, for a record that is encoded already. */
    void append(int partition, JournalRecord record, byte[] encoded, byte @Nullable [] nonce, Callback callback) {
        List<Header> headers = nonce == null ? List.of() : List.of(new RecordHeader(Waiters.NONCE_HEADER, nonce));
        producer.send(new ProducerRecord<>(topic, partition, null, key(record), encoded, headers), callback);
    }

    private static byte @Nullable [] key(JournalRecord record) {
        return switch (record) {
            case JournalRecord.ExecutionStartRequested start -> start.key().routingKey();
            case JournalRecord.OfExecution about -> about.execution().toString().getBytes(StandardCharsets.UTF_8);
            case JournalRecord.SignalReceived ignored -> null;
            case JournalRecord.OfPartition ignored -> null;
        };
    }

    @Override
    public void close() {
        producer.close();
    }
}
