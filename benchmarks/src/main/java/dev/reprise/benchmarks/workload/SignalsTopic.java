package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.streams.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes signals as any producer may. Thread-safe. */
final class SignalsTopic implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<String, String> producer;

    SignalsTopic(NodeSettings node) {
        topic = new Topics(node.topicPrefix()).signals();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", node.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Publishes one and waits until Kafka has it. */
    void send(String function, String execution, String signal) throws Exception {
        var content =
                "{\"execution\":\"%s/%s\",\"signal\":\"%s\",\"payload\":true}".formatted(function, execution, signal);
        producer.send(new ProducerRecord<>(topic, execution, content)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
