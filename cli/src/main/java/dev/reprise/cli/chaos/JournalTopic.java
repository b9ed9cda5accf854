package dev.reprise.cli.chaos;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.schemas.codec.JournalCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that the journal has, which a run keeps from its beginning. */
final class JournalTopic {
    private static final String NAME = "reprise.journal";
    private static final Duration POLL = Duration.ofSeconds(10);

    private final String bootstrapServers;

    JournalTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** A record, and where it stands. */
    record Entry(Position position, JournalRecord record) {}

    /** All records up to where each partition ends now; those of one partition in order. */
    List<Entry> entries() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(NAME).stream()
                    .map(info -> new TopicPartition(NAME, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, consumer.endOffsets(partitions));
        }
    }

    private static List<Entry> read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        var entries = new ArrayList<Entry>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var records = consumer.poll(POLL);
            if (records.isEmpty()) {
                throw new CommandFailure("Expected the journal up to %s, but no more comes.".formatted(ends));
            }
            for (var record : records) {
                entries.add(new Entry(
                        new Position(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())),
                        JournalCodec.decode(record.value())));
            }
        }
        return entries;
    }
}
