package dev.reprise.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * An event source mapping for Kafka, with batch item failures reported: invokes a function with batches of a topic's
 * records, from the beginning, and again with those that failed, from the first of each partition on. One batch is under way
 * at a time.
 */
public final class KafkaEventSource implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BATCH = 10;
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final String bootstrapServers;
    private final String topic;
    private final Function<byte[], Outcome> invoke;
    private final Thread poller;
    private volatile boolean closed;

    KafkaEventSource(String bootstrapServers, String topic, Function<byte[], Outcome> invoke) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.invoke = invoke;
        poller = Thread.ofPlatform().name("event-source-" + topic).daemon().start(this::poll);
    }

    private void poll() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "max.poll.records", BATCH),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                consumer.poll(Duration.ofMillis(100)).forEach(batch::add);
                if (!batch.isEmpty()) {
                    var again = failed(batch, invoke.apply(event(batch)));
                    again.forEach(consumer::seek);
                    LockSupport.parkNanos(again.isEmpty() ? 1 : PAUSE_NANOS);
                }
            }
        } catch (InterruptException closing) {
            // as wanted
        }
    }

    private byte[] event(List<ConsumerRecord<byte[], byte[]>> batch) {
        var event = JSON.createObjectNode()
                .put("eventSource", "SelfManagedKafka")
                .put("bootstrapServers", bootstrapServers);
        var records = event.putObject("records");
        for (var record : batch) {
            records.withArray(record.topic() + "-" + record.partition())
                    .addObject()
                    .put("topic", record.topic())
                    .put("partition", record.partition())
                    .put("offset", record.offset())
                    .put("timestamp", record.timestamp())
                    .put("timestampType", "CREATE_TIME")
                    .put("key", base64(record.key()))
                    .put("value", base64(record.value()))
                    .putArray("headers");
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    /** From where on each partition is to be read again. */
    private static Map<TopicPartition, Long> failed(List<ConsumerRecord<byte[], byte[]>> batch, Outcome outcome) {
        var again = new HashMap<TopicPartition, Long>();
        var failures = outcome instanceof Outcome.Returned returned ? failures(returned.body()) : null;
        for (var record : batch) {
            var partition = new TopicPartition(record.topic(), record.partition());
            if (failures == null || failures.contains(partition + "@" + record.offset())) {
                again.merge(partition, record.offset(), Math::min);
            }
        }
        return again;
    }

    private static List<String> failures(byte[] answer) {
        try {
            var failures = new ArrayList<String>();
            for (var failure : JSON.readTree(answer).path("batchItemFailures")) {
                var item = failure.path("itemIdentifier");
                failures.add(item.path("partition").asText() + "@"
                        + item.path("offset").asLong());
            }
            return failures;
        } catch (IOException notJson) {
            return List.of();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!poller.join(Duration.ofSeconds(5))) {
                poller.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
