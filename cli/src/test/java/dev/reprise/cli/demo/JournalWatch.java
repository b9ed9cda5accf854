package dev.reprise.cli.demo;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.schemas.codec.JournalCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees records the moment they are in the journal, before anybody can have acted on them for long. */
final class JournalWatch implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Of everything appended from now on. */
    JournalWatch(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor("reprise.journal").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the end is looked up now, not with the first poll
    }

    /** Whether the success of a step has just been appended. */
    Optional<Boolean> sawSuccessOf(String step) {
        for (var record : consumer.poll(Duration.ofMillis(5))) {
            if (JournalCodec.decode(record.value()) instanceof JournalRecord.CheckpointSubmitted checkpoint
                    && checkpoint.updates().stream().anyMatch(update -> isSuccessOf(step, update))) {
                return Optional.of(true);
            }
        }
        return Optional.empty();
    }

    private static boolean isSuccessOf(String step, OperationUpdate update) {
        return update instanceof OperationUpdate.SucceedStep
                && step.equals(update.ref().name());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
