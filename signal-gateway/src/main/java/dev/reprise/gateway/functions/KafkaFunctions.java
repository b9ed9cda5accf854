package dev.reprise.gateway.functions;

import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registered functions in a compacted topic of one partition; {@link FunctionKey} says under which keys. Every node
 * reads all of it from the beginning and goes on reading; the topic is created by the journal, and until it is there
 * nothing is served.
 */
public final class KafkaFunctions implements FunctionRegistry, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFunctions.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration READ_OWN_WRITE = Duration.ofSeconds(10);

    private final String topic;
    private final Map<String, Object> settings;
    private final FunctionTable table = new FunctionTable();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread reader;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * Begins to read. Returns at once: Kafka may still be down.
     *
     * @param kafka how to reach Kafka: the bootstrap servers, and security if any
     */
    public KafkaFunctions(String topic, Map<String, ?> kafka) {
        this.topic = topic;
        this.settings = new HashMap<>(kafka);
        this.producer =
                new KafkaProducer<>(producerSettings(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        this.reader = Thread.ofPlatform().name("reprise-functions").daemon().unstarted(this::read);
        reader.start();
    }

    private static Map<String, Object> producerSettings(Map<String, ?> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    // Reading

    private void read() {
        while (!closed) {
            try (var opened =
                    new KafkaConsumer<>(consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException closing) {
                return;
            } catch (KafkaException e) {
                LOG.warn(
                        "Expected to read the registered functions from {}, but: {}. Trying again",
                        topic,
                        e.getMessage());
                pause();
            }
        }
    }

    private Map<String, Object> consumerSettings() {
        var all = new HashMap<>(settings);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return all;
    }

    private void follow(Consumer<byte[], byte[]> opened) {
        while (!closed && opened.partitionsFor(topic).isEmpty()) {
            pause();
        }
        var partition = new TopicPartition(topic, 0);
        opened.assign(List.of(partition));
        opened.seekToBeginning(List.of(partition));
        while (!closed) {
            long end = table.isComplete() ? Long.MAX_VALUE : end(opened, partition);
            for (var record : opened.poll(table.isComplete() ? POLL : Duration.ofMillis(50))) {
                table.take(record);
            }
            long position = opened.position(partition);
            table.reached(position, position >= end);
        }
    }

    private static long end(Consumer<?, ?> opened, TopicPartition partition) {
        return Objects.requireNonNull(opened.endOffsets(List.of(partition)).get(partition), "asked for, so answered");
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public @Nullable RegisteredFunction find(String name, String qualifier) {
        return table.find(name, qualifier);
    }

    @Override
    public @Nullable FunctionVersions versions(String name) {
        return table.versions(name);
    }

    @Override
    public List<RegisteredFunction> all() {
        return table.all();
    }

    /** Whether the functions have been read. */
    public boolean isComplete() {
        return table.isComplete();
    }

    // Writing

    @Override
    public void put(RegisteredFunction latest) {
        table.versions(latest.name()); // unavailable now would be unavailable in ten seconds
        append(FunctionKey.latest(latest.name()), FunctionJson.write(latest));
    }

    @Override
    public synchronized @Nullable RegisteredFunction publish(String name) {
        while (true) {
            var versions = table.versions(name);
            if (versions == null) {
                return null;
            }
            var unchanged = versions.newestIfUnchanged();
            if (unchanged != null) {
                return unchanged;
            }
            var version = versions.latest().as(table.nextVersion(name));
            var key = new FunctionKey(name, version.version());
            append(key, FunctionJson.write(version));
            if (version.equals(table.find(name, version.version()))) {
                return version;
            }
            // Another node was quicker. Compaction keeps the last record of a key, so that must be the one that stands.
            append(key, table.standing(key));
        }
    }

    @Override
    public void putAlias(String name, Alias alias) {
        table.versions(name);
        append(new FunctionKey(name, alias.name()), FunctionJson.write(alias));
    }

    @Override
    public boolean remove(String name) {
        boolean there = table.versions(name) != null;
        if (there) {
            // The name itself last: as long as it is there, a removal that was cut off can be repeated.
            table.qualified(name).forEach(key -> append(key, null));
            append(FunctionKey.latest(name), null);
        }
        return there;
    }

    @Override
    public boolean remove(String name, String qualifier) {
        var versions = table.versions(name);
        boolean there = versions != null && versions.has(qualifier);
        if (there) {
            var key = new FunctionKey(name, qualifier);
            append(key, key.isPublished() ? FunctionJson.REMOVED : null);
        }
        return there;
    }

    private void append(FunctionKey key, byte @Nullable [] value) {
        try {
            long offset = producer.send(new ProducerRecord<>(topic, 0, key.bytes(), value))
                    .get()
                    .offset();
            if (!table.await(offset, READ_OWN_WRITE)) {
                throw new JournalUnavailable(
                        "The change of function %s is recorded at offset %d of %s, but could not be read back yet"
                                .formatted(key, offset, topic));
            }
        } catch (ExecutionException | KafkaException e) {
            throw new JournalUnavailable(
                    "Expected Kafka to record the change of function %s, but: %s".formatted(key, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("The node is shutting down", e);
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
        producer.close(Duration.ofSeconds(2));
    }

    /** Not interrupted at once: a consumer that is closed properly says goodbye to its brokers. */
    private void awaitEnd() {
        try {
            if (!reader.join(CLOSE_WITHIN)) {
                reader.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
