package dev.reprise.streams;

import static dev.reprise.streams.JournalRecords.checkpoint;
import static dev.reprise.streams.JournalRecords.start;
import static dev.reprise.streams.JournalRecords.stepDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.schemas.codec.JournalCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals, on a real broker, that hold what cannot be read or do not hold what they should. */
class SealedPartitionTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static int opened;

    private final RecordedListener listener = new RecordedListener();
    private final String prefix = "sealed" + ++opened + ".";
    private final Topics topics = new Topics(prefix);
    private Admin admin;
    private KafkaJournal journal;
    private volatile RuntimeException storeFailure;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        start();
        Readiness.await(journal);
    }

    private void start() {
        start(directory.resolve("state-" + prefix));
    }

    private void start(Path stateDir) {
        var config = new JournalConfig(
                broker.bootstrapServers(),
                prefix,
                "node-1",
                "127.0.0.1:1",
                stateDir,
                2,
                (short) 1,
                0,
                1,
                SOON,
                Map.of());
        journal = KafkaJournal.open(config, listener, Peers.NONE, (rows, position, record) -> {
            if (storeFailure != null) {
                throw storeFailure;
            }
            return Fold.fold(rows, position, record);
        });
    }

    @AfterEach
    void close() {
        journal.close();
        admin.close();
    }

    @Test
    void whatIsNoRecordIsPutAsideAndThePartitionGoesOn() throws Exception {
        var id = started(0, "order-1");
        var whole = JournalCodec.encode(checkpoint(id, 1, 0, stepDone("1", "\"paid\"")));
        var truncated = Arrays.copyOf(whole, whole.length - 3);
        append(0, "garbage".getBytes(StandardCharsets.UTF_8));
        append(0, new byte[0]);
        append(0, null);
        append(0, truncated);

        assertThat(verdict(checkpoint(id, 1, 0, stepDone("1", "\"paid\""))))
                .isInstanceOf(Verdict.CheckpointAccepted.class);
        assertThat(journal.health().ready()).isTrue();
        assertThat(putAside(4)).contains("garbage".getBytes(StandardCharsets.UTF_8), truncated);
    }

    @Test
    void aPartitionWithARecordOfANewerReleaseStandsStillAndTheOtherGoesOn() throws Exception {
        var before = started(0, "before");
        var unreadable = JournalCodec.encode(checkpoint(before, 1, 0, stepDone("1", "\"paid\"")));
        unreadable[4] ^= 0x55;
        long at = append(0, unreadable);
        untilSealed(1);

        assertThat(journal.health().reason()).contains("partition 0", "offset " + at, "newer release");
        assertThat(journal.health().ready()).as("the other partition is served").isTrue();
        assertThatThrownBy(() -> verdict(checkpoint(before, 1, 0, stepDone("1", "\"paid\""))))
                .hasStackTraceContaining("newer release");
        assertThatThrownBy(() -> journal.execution(before)).isInstanceOf(JournalUnavailable.class);
        var other = started(1, "other");
        assertThat(verdict(checkpoint(other, 1, 0, stepDone("1", "\"paid\""))))
                .isInstanceOf(Verdict.CheckpointAccepted.class);

        long behind = append(0, JournalCodec.encode(checkpoint(before, 1, 0, stepDone("1", "\"paid\""))));
        journal.close();
        assertThat(committed(0)).as("behind it nothing is committed").isEqualTo(at);
        assertThat(behind).isGreaterThan(at);
        start();
        untilSealed(1);
        assertThat(journal.health().reason()).as("nor after a restart").contains("offset " + at);
    }

    @Test
    void aPartitionWhereABehaviourIsSwitchedOnThatThisBuildDoesNotKnowStandsStill() throws Exception {
        var before = started(0, "before");
        long at = append(0, JournalCodec.encode(new JournalRecord.FoldBarrier(List.of("from-the-future"))));
        untilSealed(1);

        assertThat(journal.health().reason())
                .contains("partition 0", "offset " + at, "from-the-future", "docs/upgrading.md");
        assertThatThrownBy(() -> verdict(checkpoint(before, 1, 0, stepDone("1", "\"paid\""))))
                .hasStackTraceContaining("from-the-future");
        assertThat(started(1, "other")).isNotNull();
    }

    @Test
    void aJournalThatWasCreatedAnewIsNotFoldedOntoTheOldState() throws Exception {
        started(0, "order-1");
        started(0, "order-2");
        journal.close();
        recreateJournal();
        start();
        untilSealed(2);

        assertThat(journal.health().ready()).isFalse();
        assertThat(journal.health().reason()).contains("created anew", "docs/trust.md");
        var key = new ExecutionKey("order", "order-3");
        assertThatThrownBy(() -> verdict(JournalRecords.start(new ExecutionId(0, new UUID(1, 1)), key, "{}")))
                .hasCauseInstanceOf(JournalUnavailable.class);
    }

    @Test
    void aJournalThatWasCreatedAnewIsNotFoldedOntoARestoredStateEither() throws Exception {
        started(0, "order-1");
        journal.close();
        recreateJournal();
        start(directory.resolve("another-disk-" + prefix));
        untilSealed(2);

        assertThat(journal.health().reason()).contains("created anew");
    }

    @Test
    void aJournalThatIsCreatedAnewWhileItIsServedIsNotFoldedOnEither() throws Exception {
        var id = started(0, "order-1");
        recreateJournal();

        assertThatThrownBy(() -> verdict(checkpoint(id, 1, 0, stepDone("1", "\"paid\""))))
                .as("the first record of the new journal")
                .hasCauseInstanceOf(JournalUnavailable.class);
        // The producer may need a while to find the new topic; what reaches it says what it is.
        until(() -> {
            var unused = journal.submit(checkpoint(id, 1, 0, stepDone("1", "\"paid\"")))
                    .handle((verdict, failure) -> failure)
                    .join();
            return journal.health().reason().contains("partition 0");
        });
        assertThat(journal.health().reason()).contains("created anew");
        assertThatThrownBy(() -> verdict(checkpoint(id, 1, 0, stepDone("1", "\"paid\""))))
                .hasCauseInstanceOf(JournalUnavailable.class);
    }

    @Test
    void recordsThatRetentionRemovedBeforeTheyWereFoldedAreMissed() throws Exception {
        var id = started(0, "order-1");
        journal.close();
        for (int i = 0; i < 5; i++) {
            append(0, JournalCodec.encode(checkpoint(id, 1, i, stepDone("" + i, "\"paid\""))));
        }
        removeBefore(0, end(0) - 2);
        start();
        untilSealed(1);

        assertThat(journal.health().reason()).contains("partition 0", "retention");
    }

    @Test
    void recordsThatRetentionRemovedAfterTheyWereFoldedAreNotMissed() throws Exception {
        var id = started(0, "order-1");
        journal.close();
        removeBefore(0, end(0));
        start();
        Readiness.await(journal);

        assertThat(journal.health().sealed()).isZero();
        assertThat(journal.execution(id)).isNotNull();
    }

    @Test
    void aCopyOfTheStateThatIsBrokenIsThrownAwayAndMadeAgain() throws Exception {
        var id = started(0, "order-1");
        journal.close();
        try (var files = Files.walk(directory.resolve("state-" + prefix))) {
            for (var current : files.filter(file -> file.endsWith("CURRENT")).toList()) {
                Files.writeString(current, "MANIFEST-of-nothing\n");
            }
        }
        start();
        Readiness.await(journal);

        assertThat(journal.execution(id)).isNotNull();
        assertThat(verdict(checkpoint(id, epochAfterTakeover(id), 0, stepDone("1", "\"paid\""))))
                .isInstanceOf(Verdict.CheckpointAccepted.class);
    }

    @Test
    void aStateThatCannotBeWrittenStopsTheNodeAndNothingIsLost() throws Exception {
        var id = started(0, "order-1");
        storeFailure = new ProcessorStateException("Error while putting key", new Exception("No space left on device"));

        assertThatThrownBy(() -> verdict(checkpoint(id, 1, 0, stepDone("1", "\"paid\""))))
                .hasCauseInstanceOf(JournalUnavailable.class);
        untilStopped();
        assertThat(journal.health().reason())
                .contains("No space left on device", "restart this node", "state-" + prefix);
        assertThatThrownBy(() -> journal.execution(id)).hasMessageContaining("No space left on device");

        storeFailure = null;
        journal.close();
        start();
        Readiness.await(journal);
        assertThat(journal.operation(id, new OperationId("1")))
                .as("the checkpoint was appended, so it counts")
                .isNotNull();
    }

    private ExecutionId started(int partition, String name) throws Exception {
        var key = keyIn(partition, name);
        var id = journal.newExecutionId(key);
        verdict(JournalRecords.start(id, key, "{}"));
        return id;
    }

    private ExecutionKey keyIn(int partition, String name) {
        for (int i = 0; ; i++) {
            var key = new ExecutionKey("order", name + "-" + i);
            if (journal.partitionOf(key) == partition) {
                return key;
            }
        }
    }

    /** A new owner declares lost what ran before, by a record that is folded soon after it serves. */
    private int epochAfterTakeover(ExecutionId id) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (journal.execution(id).lane().epoch() == 1) {
            assertThat(System.nanoTime()).as("%s", journal.execution(id)).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return journal.execution(id).lane().epoch();
    }

    private Verdict verdict(JournalRecord.OfExecution record) throws Exception {
        return journal.submit(record).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private long append(int partition, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<byte[], byte[]>(topics.journal(), partition, null, value);
            return producer.send(record).get(SOON.toSeconds(), TimeUnit.SECONDS).offset();
        }
    }

    private List<byte[]> putAside(int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topics.journalDeadLetters(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var letters = new java.util.ArrayList<byte[]>();
            long deadline = System.nanoTime() + SOON.toNanos();
            while (letters.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> letters.add(record.value()));
            }
            assertThat(letters).as("what was put aside").hasSize(count);
            return letters;
        }
    }

    private TopicPartition at(int partition) {
        return new TopicPartition(topics.journal(), partition);
    }

    private long end(int partition) throws Exception {
        return admin.listOffsets(Map.of(at(partition), OffsetSpec.latest()))
                .partitionResult(at(partition))
                .get()
                .offset();
    }

    private long committed(int partition) throws Exception {
        var group =
                new JournalConfig("", prefix, "", "", directory, 1, (short) 1, 0, 1, SOON, Map.of()).applicationId();
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(at(partition))
                .offset();
    }

    private void removeBefore(int partition, long offset) throws Exception {
        admin.deleteRecords(Map.of(at(partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private void recreateJournal() throws Exception {
        admin.deleteTopics(List.of(topics.journal())).all().get();
        long deadline = System.nanoTime() + SOON.toNanos();
        while (admin.listTopics().names().get().contains(topics.journal())) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        admin.createTopics(List.of(new NewTopic(topics.journal(), 2, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                .all()
                .get();
    }

    private void untilSealed(int partitions) throws Exception {
        until(() -> journal.health().sealed() == partitions
                && journal.health().reason().startsWith("Sealed"));
    }

    private void untilStopped() throws Exception {
        until(() -> journal.health().reason().startsWith("Stopped"));
    }

    private void until(java.util.function.BooleanSupplier met) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited for long, but: " + journal.health());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
