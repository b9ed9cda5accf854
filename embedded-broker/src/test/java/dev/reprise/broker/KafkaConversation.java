package dev.reprise.broker;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests say to a broker, with ordinary clients that give up after a bounded time. */
final class KafkaConversation {

    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, Object> address;

    KafkaConversation(String bootstrapServers) {
        this.address = Map.of("bootstrap.servers", bootstrapServers);
    }

    void createTopic(String name) {
        try (var admin = Admin.create(address)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(PATIENCE_SECONDS, SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Expected to create topic %s, but could not".formatted(name), e);
        }
    }

    void describe(String topic) throws Exception {
        try (var admin = Admin.create(address)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE_SECONDS, SECONDS);
        }
    }

    void send(String topic, String... values) {
        try (var producer = producer(Map.of())) {
            sendAll(producer, topic, values);
        }
    }

    void sendInTransaction(String topic, String... values) {
        try (var producer = producer(Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            sendAll(producer, topic, values);
            producer.commitTransaction();
        }
    }

    private static void sendAll(KafkaProducer<String, String> producer, String topic, String... values) {
        for (String value : values) {
            try {
                producer.send(new ProducerRecord<>(topic, value)).get(PATIENCE_SECONDS, SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("Expected an acknowledged append to %s, but got none".formatted(topic), e);
            }
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new HashMap<>(address);
        settings.put("max.request.size", 8 * 1024 * 1024);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Reads the topic from its start as a fresh group, until {@code expected} committed records or the patience's end. */
    List<String> read(String topic, int expected) {
        var settings = new HashMap<>(address);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        var values = new ArrayList<String>();
        var end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < expected && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }
}
