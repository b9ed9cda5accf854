package dev.reprise.cli.chaos.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Call.Outcome;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.history.Plan;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes signals to the topic, as any producer could. Thread-safe. */
final class Publisher implements AutoCloseable {
    private static final String TOPIC = "reprise.signals";
    private static final String TARGET = "kafka";
    private static final int DELIVERY_SECONDS = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, String> producer;
    private final Notebook notebook;

    Publisher(String bootstrapServers, Notebook notebook) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        DELIVERY_SECONDS * 1_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        DELIVERY_SECONDS * 1_000),
                new StringSerializer(),
                new StringSerializer());
        this.notebook = notebook;
    }

    Call publish(Plan plan, String signal, String content) {
        long begun = notebook.micros();
        notebook.begins(Action.PUBLISH, TARGET, plan.name(), content, begun);
        var outcome = send(record(plan, signal, content));
        var call = new Call(Action.PUBLISH, TARGET, plan.name(), content, begun, notebook.micros(), outcome, 0, null);
        notebook.note(call);
        return call;
    }

    private static ProducerRecord<String, String> record(Plan plan, String signal, String content) {
        try {
            // Any key: whoever publishes need not know the partitions of the journal.
            return new ProducerRecord<>(
                    TOPIC,
                    content,
                    JSON.writeValueAsString(Map.of(
                            "execution", plan.kind().function() + "/" + plan.name(),
                            "signal", signal,
                            "signalId", content,
                            "payload", content)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a signal to be expressible in JSON, but it is not", e);
        }
    }

    private Outcome send(ProducerRecord<String, String> record) {
        try {
            producer.send(record).get(2 * DELIVERY_SECONDS, TimeUnit.SECONDS);
            return Outcome.OK;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Outcome.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.UNKNOWN;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
