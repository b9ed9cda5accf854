package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.cli.dev.DataDirectory;
import dev.reprise.cli.terminal.Logs;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.schemas.codec.HistoryCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a history topic with everything in it that a history topic can have. The broker is stopped between the tests. */
class AuditIT {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final ExecutionId ORDER = new ExecutionId(1, new UUID(1, 1));
    private static final ExecutionId LATER_ORDER = new ExecutionId(0, new UUID(2, 2));
    private static final ExecutionId ABORTED = new ExecutionId(1, new UUID(3, 3));
    private static final ExecutionId PURGED = new ExecutionId(0, new UUID(4, 4));

    @TempDir
    static Path data;

    private static KafkaProducer<byte[], byte[]> producer;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String[] where;

    @BeforeAll
    static void writeHistory() throws Exception {
        Logs.quieten();
        try (var broker = EmbeddedBroker.start(DataDirectory.at(data).broker())) {
            createTopic(broker.bootstrapServers());
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "history");
            try (var history = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer = history;
                producer.initTransactions();
                producer.beginTransaction();
                send(ORDER, 1, NOON, new Happening.ExecutionStarted(Payload.of("{\n\"id\":1}"), Duration.ofDays(1)));
                send(ORDER, 2, NOON.plusSeconds(2), new Happening.ExecutionSucceeded(Payload.of("\"done\"")));
                send(LATER_ORDER, 1, NOON.plusSeconds(60), new Happening.ExecutionStarted(null, Duration.ofDays(1)));
                send(0, NOON.plusSeconds(61), PURGED + "/1", null);
                send(1, NOON.plusSeconds(62), "what/is this", "not Avro".getBytes(StandardCharsets.UTF_8));
                producer.commitTransaction();
                producer.beginTransaction();
                send(ABORTED, 1, NOON.plusSeconds(3), new Happening.ExecutionStarted(null, Duration.ofDays(1)));
                producer.flush();
                producer.abortTransaction();
            }
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            var topic = new NewTopic("reprise.history", 2, (short) 1);
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(ExecutionId execution, int eventId, Instant at, Happening happening) {
        var key = new ExecutionKey("order", "order-" + execution.unique().getLeastSignificantBits());
        var event = new HistoryEvent(eventId, at, 7, null, happening);
        send(execution.partition(), at, execution + "/" + eventId, HistoryCodec.encode(execution, key, event));
    }

    private static void send(int partition, Instant at, String key, byte[] value) {
        // The commit tells whether it worked.
        var unused = producer.send(new ProducerRecord<>(
                "reprise.history", partition, at.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    @BeforeEach
    void nothingRuns() {
        where = new String[] {"audit", "--data", data.toString()};
    }

    private int audit(String... arguments) {
        var line = Stream.of(where, arguments).flatMap(Arrays::stream).toArray(String[]::new);
        return CommandLines.reprise(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)))
                .execute(line);
    }

    @Test
    void readsOneExecutionFromABrokerThatItStartsItself() {
        assertThat(audit("--execution", ORDER.toString())).as(err.toString()).isZero();

        assertThat(err.toString()).contains("No 'reprise dev' runs on " + data);
        assertThat(out.toString())
                .contains(
                        "order/order-1  " + ORDER, "12:00:00.000", "ExecutionStarted", "ExecutionSucceeded", "\"done\"")
                .contains("2 events of 1 execution")
                .doesNotContain(LATER_ORDER.toString());
    }

    @Test
    void readsABrokerThatRunsWithoutStartingAnother() {
        try (var broker = EmbeddedBroker.start(DataDirectory.at(data).broker())) {
            where = new String[] {"audit", "--bootstrap", broker.bootstrapServers()};

            assertThat(audit("--execution", LATER_ORDER.toString()))
                    .as(err.toString())
                    .isZero();

            assertThat(out.toString()).contains("1 event of 1 execution");
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void readsATimeInJsonLinesEachOfThemOneObject() throws Exception {
        assertThat(audit("--from", NOON.toString(), "--to", NOON.plusSeconds(2).toString(), "--json"))
                .as(err.toString())
                .isZero();

        var line = new ObjectMapper().readTree(out.toString().lines().toList().getFirst());
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(line.path("executionId").asText()).isEqualTo(ORDER.toString());
        assertThat(line.path("type").asText()).isEqualTo("ExecutionStarted");
        assertThat(line.path("at").asText()).isEqualTo(NOON.toString());
        assertThat(line.path("details").path("input").path("id").asInt()).isEqualTo(1);
    }

    @Test
    void countsWhatWasPurgedNamesWhatItCannotReadAndLeavesOutWhatWasAborted() {
        assertThat(audit("--from", NOON.toString())).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("3 events of 2 executions", "1 event purged after the retention")
                .doesNotContain(ABORTED.toString());
        assertThat(err.toString()).contains("reprise.history/1/", "Expected a history event in Avro");
    }

    @Test
    void anExecutionThatIsNotThereIsAFailureWithASentence() {
        assertThat(audit("--execution", ABORTED.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("There is no event of execution " + ABORTED);
        assertThat(out.toString()).isEmpty();
    }
}
