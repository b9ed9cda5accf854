package dev.reprise.gateway.signals;

import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.streams.JournalUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts messages aside, as they were, with the reason in headers. Thread-safe. */
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LARGEST_REQUEST = 16 << 20;

    private final String topic;
    private final GatewayMetrics metrics;
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLetters(String topic, Map<String, ?> kafka, GatewayMetrics metrics) {
        this.topic = topic;
        this.metrics = metrics;
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Puts a message aside. Blocks until it is acknowledged.
     *
     * @throws JournalUnavailable when it may not be there
     */
    void put(SignalMessage message, String reason, String detail) {
        LOG.warn("Put aside the signal at {}: {}, {}", message.place(), reason, detail);
        var headers = headers(message.headers(), message, reason, detail);
        try {
            send(message.key(), message.value(), headers);
        } catch (RecordTooLargeException e) {
            // With its headers it is larger than it was; better without its value than not at all.
            putWithoutValue(message, headers, reason, detail);
        }
        metrics.deadLettered(reason);
    }

    private void putWithoutValue(SignalMessage message, Headers headers, String reason, String detail) {
        try {
            send(null, null, headers);
        } catch (RecordTooLargeException alsoWithoutItsValue) {
            send(null, null, headers(new RecordHeaders(), message, reason, detail));
        }
    }

    private void send(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        try {
            producer.send(new ProducerRecord<>(topic, null, key, value, headers))
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw unavailable(e);
        } catch (KafkaException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private JournalUnavailable unavailable(Exception e) {
        return new JournalUnavailable(
                "Expected Kafka to keep a record in %s, but: %s".formatted(topic, e.getMessage()), e);
    }

    private static Headers headers(Headers of, SignalMessage message, String reason, String detail) {
        var headers = new RecordHeaders(of);
        add(headers, "reprise-reason", reason);
        add(headers, "reprise-detail", detail);
        add(headers, "reprise-source", message.place());
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
