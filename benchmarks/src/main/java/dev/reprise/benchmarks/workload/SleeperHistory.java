package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.core.history.Happening;
import dev.reprise.schemas.codec.AuditedEvent;
import dev.reprise.schemas.codec.HistoryCodec;
import dev.reprise.streams.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What the history topic tells of executions that sleep once, and return when they ran again. For one thread. */
final class SleeperHistory implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMinutes(15);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Sleeper> sleepers = new HashMap<>();

    /**
     * One execution.
     *
     * @param due when its sleep was over
     * @param fired when the journal had noticed
     * @param ran when its code ran again, in microseconds since 1970
     * @param ended when its end was recorded
     */
    record Sleeper(
            @Nullable Instant due,
            @Nullable Instant fired,
            long ran,
            @Nullable Instant ended) {
        private static final Sleeper NEW = new Sleeper(null, null, 0, null);

        double firedLateMillis() {
            return due == null || fired == null ? 0 : ChronoUnit.MICROS.between(due, fired) / 1e3;
        }

        double ranLateMillis() {
            return due == null ? 0 : (ran - ChronoUnit.MICROS.between(Instant.EPOCH, due)) / 1e3;
        }

        private Sleeper with(AuditedEvent audited) {
            return switch (audited.event().event()) {
                case Happening.WaitStarted started -> new Sleeper(started.scheduledEnd(), fired, ran, ended);
                case Happening.WaitSucceeded ignored ->
                    new Sleeper(due, audited.event().at(), ran, ended);
                case Happening.ExecutionSucceeded succeeded -> {
                    var result = succeeded.result();
                    long at = result == null ? 0 : Long.parseLong(new String(result.utf8(), StandardCharsets.UTF_8));
                    yield new Sleeper(due, fired, at, audited.event().at());
                }
                default -> this;
            };
        }
    }

    /** Reads what is recorded from now on. */
    SleeperHistory(NodeSettings node) {
        consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", node.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(new Topics(node.topicPrefix()).history()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits until so many executions whose names begin like this have ended. */
    List<Sleeper> awaitEnds(String prefix, int count) throws IOException {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        long ended = 0;
        while (ended < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Expected %,d sleepers to end within %s, but %,d have".formatted(count, AT_MOST, ended));
            }
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (record.value() != null && note(prefix, HistoryCodec.decode(record.value()))) {
                    ended++;
                }
            }
        }
        return List.copyOf(sleepers.values());
    }

    private boolean note(String prefix, AuditedEvent audited) {
        var name = audited.key().name();
        if (!name.startsWith(prefix)) {
            return false;
        }
        sleepers.merge(name, Sleeper.NEW.with(audited), (known, any) -> known.with(audited));
        return audited.event().event() instanceof Happening.ExecutionSucceeded;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
