package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.streams.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of tasks for each function whose target is one, and for each of its published versions. The key is the
 * execution's id, the value a small JSON object with {@code executionId} and {@code ticket}.
 */
public final class TaskTopics implements TaskQueue, AutoCloseable {
    private final Topics topics;
    private final JournalConfig config;
    private final Map<String, Object> settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    /**
     * Connects to nothing yet.
     *
     * @param config how the topics are to be kept
     * @param kafka how to reach Kafka: the bootstrap servers, and security if any
     */
    public TaskTopics(JournalConfig config, Map<String, ?> kafka) {
        this.topics = new Topics(config.topicPrefix());
        this.config = config;
        this.settings = Map.copyOf(kafka);
        producer = new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerSettings() {
        var all = new HashMap<>(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return all;
    }

    @Override
    public void prepare(RegisteredFunction function) {
        var topic = topics.tasks(function.name(), version(function));
        if (!(function.target() instanceof FunctionTarget.Tasks) || prepared.contains(topic)) {
            return;
        }
        try (var admin = Admin.create(settings)) {
            topics.createTasks(admin, config, topic);
            prepared.add(topic);
        } catch (ExecutionException | KafkaException e) {
            throw new JournalUnavailable(
                    "Expected Kafka to create topic %s, but: %s".formatted(topic, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw stopping(e);
        }
    }

    /** What is left out of a topic's name where it is the function as it is now. */
    private static String version(RegisteredFunction function) {
        return function.version().equals(RegisteredFunction.LATEST) ? "" : function.version();
    }

    @Override
    public void offer(RegisteredFunction function, ExecutionId execution, String ticket) {
        prepare(function);
        var topic = topics.tasks(function.name(), version(function));
        var key = execution.toString();
        var value =
                "{\"executionId\":\"%s\",\"ticket\":\"%s\"}".formatted(key, ticket); // nothing to be escaped in either
        try {
            producer.send(new ProducerRecord<>(topic, bytes(key), bytes(value))).get();
        } catch (ExecutionException | KafkaException e) {
            prepared.remove(topic);
            throw new JournalUnavailable(
                    "Expected Kafka to take a task for topic %s, but: %s".formatted(topic, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw stopping(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JournalUnavailable stopping(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new JournalUnavailable("The node is shutting down", e);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
