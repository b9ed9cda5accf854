package dev.reprise.benchmarks.engine;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.schemas.codec.JournalCodec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What nothing built on Kafka can beat: an append of one step's record, acknowledged by all replicas. */
public final class AppendFloor implements AutoCloseable {
    private final String topic;
    private final int partitions;
    private final byte[] record;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * Appends to the partitions of a topic.
     *
     * @param topic one that exists and that nobody reads
     */
    public AppendFloor(String bootstrapServers, String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
        this.record = JournalCodec.encode(new JournalRecord.CheckpointSubmitted(
                new ExecutionId(0, new UUID(1, 1)),
                1,
                1,
                UUID.randomUUID().toString(),
                List.of(new OperationUpdate.SucceedStep(
                        OperationRef.of("1", "step-1", "Step"), Payload.of("\"ok\""), null)),
                null));
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** One append; returns when it is acknowledged. */
    public void append() throws Exception {
        int partition = ThreadLocalRandom.current().nextInt(partitions);
        producer.send(new ProducerRecord<>(topic, partition, null, record)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
