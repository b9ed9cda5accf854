package dev.reprise.cli.audit;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.ExecutionId;
import dev.reprise.schemas.codec.HistoryCodec;
import dev.reprise.schemas.codec.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The history topic, read as anybody could: committed records only, up to where it ended when the reading began. */
public final class HistoryTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String bootstrapServers;
    private final String topic;

    private HistoryTopic(KafkaConsumer<byte[], byte[]> consumer, String bootstrapServers, String topic) {
        this.consumer = consumer;
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /** A reader that has not connected yet. */
    public static HistoryTopic of(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis());
        try {
            return new HistoryTopic(
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                    bootstrapServers,
                    topic);
        } catch (KafkaException e) {
            throw new CommandFailure(
                    "Expected Kafka's address as HOST:PORT, but '%s' is none: %s"
                            .formatted(
                                    bootstrapServers,
                                    e.getCause() == null ? e : e.getCause().getMessage()),
                    e);
        }
    }

    /**
     * Reads what is wanted and hands it over, the events of one execution in order.
     *
     * @throws CommandFailure when Kafka does not answer or has no such topic
     */
    public void read(Selection wanted, Consumer<HistoryRecord> reader) {
        try {
            var partitions = partitions(wanted);
            consumer.assign(partitions);
            seek(partitions, wanted);
            readUpTo(consumer.endOffsets(partitions), wanted, reader);
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    "Expected Kafka at %s to answer, but it did not within %s: is it up, and is the address right?"
                            .formatted(bootstrapServers, Terminal.text(PATIENCE)),
                    e);
        }
    }

    private List<TopicPartition> partitions(Selection wanted) {
        var all = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (all.isEmpty()) {
            throw new CommandFailure(
                    "Expected the topic %s on the Kafka at %s, but there is none: has Reprise ever run there?"
                            .formatted(topic, bootstrapServers));
        }
        return switch (wanted) {
            case Selection.OfExecution of ->
                List.of(new TopicPartition(topic, of.execution().partition() % all.size()));
            case Selection.Within ignored -> all;
        };
    }

    private void seek(List<TopicPartition> partitions, Selection wanted) {
        consumer.seekToBeginning(partitions);
        if (wanted instanceof Selection.Within within && within.from() != null) {
            long from = within.from().toEpochMilli();
            var starts = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from));
            consumer.offsetsForTimes(starts).forEach((partition, start) -> {
                if (start == null) {
                    consumer.seekToEnd(List.of(partition)); // nothing is that new
                } else {
                    consumer.seek(partition, start.offset());
                }
            });
        }
    }

    private void readUpTo(Map<TopicPartition, Long> ends, Selection wanted, Consumer<HistoryRecord> reader) {
        var remaining = new HashMap<>(ends);
        var lastNews = Instant.now();
        while (true) {
            remaining.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (remaining.isEmpty()) {
                return;
            }
            var records = consumer.poll(POLL);
            for (var record : records) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                    consider(record, wanted, reader);
                }
            }
            if (!records.isEmpty()) {
                lastNews = Instant.now();
            } else if (lastNews.plus(PATIENCE).isBefore(Instant.now())) {
                throw new TimeoutException("no records");
            }
        }
    }

    private static void consider(
            ConsumerRecord<byte[], byte[]> record, Selection wanted, Consumer<HistoryRecord> reader) {
        if (isWanted(record, wanted)) {
            reader.accept(decode(record));
        }
    }

    private static boolean isWanted(ConsumerRecord<byte[], byte[]> record, Selection wanted) {
        return switch (wanted) {
            case Selection.OfExecution of -> key(record).startsWith(prefix(of.execution()));
            case Selection.Within within ->
                within.to() == null || record.timestamp() < within.to().toEpochMilli();
        };
    }

    /** How the keys of an execution's events begin; the event's number follows. */
    private static String prefix(ExecutionId execution) {
        return execution + "/";
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static HistoryRecord decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new HistoryRecord.Purged(key(record));
        }
        try {
            return new HistoryRecord.Event(HistoryCodec.decode(record.value()));
        } catch (UndecodableRecord e) {
            var where = "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
            return new HistoryRecord.Undecodable(where, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
