package dev.reprise.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The signals topic as any program sees it, and what was put aside. */
final class SignalsTopic implements AutoCloseable {
    private static final TopicPartition DEAD_LETTERS = new TopicPartition("reprise.signals.dlq", 0);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    SignalsTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void publish(String value, Map<String, String> headers) {
        publish(value.getBytes(StandardCharsets.UTF_8), headers);
    }

    void publish(byte[] value, Map<String, String> headers) {
        // One partition, so that what comes later has to wait for what came before.
        var record = new ProducerRecord<byte[], byte[]>("reprise.signals", 0, null, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(record);
        producer.flush();
    }

    /** The reasons of what was put aside with a marker in it, once there are so many. */
    List<String> deadLetterReasons(String marker, int count) {
        var reasons = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(DEAD_LETTERS));
            consumer.seekToBeginning(List.of(DEAD_LETTERS));
            Await.until(
                    count + " records are put aside",
                    () -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                            if (text(record).contains(marker)) {
                                reasons.add(header(record, "reprise-reason"));
                            }
                        });
                        return reasons.size() >= count;
                    },
                    reasons::toString);
        }
        return reasons;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var text = new StringBuilder();
        if (record.value() != null) {
            text.append(new String(record.value(), StandardCharsets.UTF_8));
        }
        record.headers().forEach(header -> text.append(new String(header.value(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
