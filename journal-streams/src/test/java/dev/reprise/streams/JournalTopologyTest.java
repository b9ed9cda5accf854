package dev.reprise.streams;

import static dev.reprise.streams.JournalRecords.awaitSignal;
import static dev.reprise.streams.JournalRecords.checkpoint;
import static dev.reprise.streams.JournalRecords.signal;
import static dev.reprise.streams.JournalRecords.sleep;
import static dev.reprise.streams.JournalRecords.start;
import static dev.reprise.streams.JournalRecords.stepDone;
import static dev.reprise.streams.JournalRecords.succeeded;
import static dev.reprise.streams.JournalRecords.suspended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.Terms;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.ExecutionQuarantined;
import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.journal.Position;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Rows;
import dev.reprise.schemas.codec.HistoryCodec;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.SummaryCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring: what goes in at the journal comes out at the right places. The rules themselves are tested in core. */
class JournalTopologyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Topics TOPICS = new Topics("reprise.");
    private static final ExecutionId ORDER = new ExecutionId(0, new UUID(7, 7));
    private static final ExecutionKey KEY = new ExecutionKey("order", "order-1");
    private static final ExecutionId OTHER = new ExecutionId(0, new UUID(7, 8));
    private static final ExecutionKey OTHER_KEY = new ExecutionKey("order", "order-2");

    @TempDir
    Path stateDir;

    private final MockProducer<byte[], byte[]> appended =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RecordedListener listener = new RecordedListener();
    private final Waiters waiters = new Waiters(Duration.ofSeconds(30));
    private final Ownership ownership =
            new Ownership("node-1", new Appender(TOPICS.journal(), appended), listener, waiters);
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> journal;
    private Instant now = NOON;
    private Predicate<JournalRecord> bug = record -> false;
    private Error error;

    @BeforeEach
    void run() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                JournalTopology.build(TOPICS, ownership, partition -> 0, this::fold), settings, now);
        journal = driver.createInputTopic(TOPICS.journal(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The rules, with a bug in them that the test can mend. */
    private Folded fold(Rows rows, Position position, JournalRecord record) {
        if (error != null) {
            throw error;
        }
        if (bug.test(record)) {
            throw new IllegalStateException("a bug");
        }
        return Fold.fold(rows, position, record);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aTakenPartitionIsAnnouncedInTheJournalFirst() {
        assertThat(appendedRecords()).singleElement().isInstanceOf(JournalRecord.OwnerElected.class);
    }

    @Test
    void nothingIsDispatchedBeforeTheAnnouncementHasComeBack() {
        fold(start(ORDER, KEY, "{}"));

        assertThat(listener.dispatched()).isEmpty();
    }

    @Test
    void whatThePredecessorHadBegunIsDeclaredLostAndDispatchedAgainUnderANewEpoch() {
        fold(start(ORDER, KEY, "{}"));
        confirm();

        var lost = appendedRecords().getLast();
        assertThat(lost).isInstanceOf(JournalRecord.InvocationLost.class);
        fold(lost);

        assertThat(listener.dispatched()).containsExactly(new RecordedListener.Dispatched(ORDER, 2));
    }

    @Test
    void acceptedEventsArePublishedAsHistoryInOrder() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        fold(succeeded(ORDER, 1, "\"done\""));

        var events = output(TOPICS.history()).readRecordsToList().stream()
                .map(record -> HistoryCodec.decode(record.value()))
                .toList();
        assertThat(events).allSatisfy(event -> assertThat(event.key()).isEqualTo(KEY));
        assertThat(events)
                .extracting(event -> event.event().event().getClass().getSimpleName())
                .containsExactly("ExecutionStarted", "StepSucceeded", "InvocationCompleted", "ExecutionSucceeded");
        assertThat(events).extracting(event -> event.event().eventId()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void anExecutionsSummaryIsPublishedWhenItStartsAndWhenItEnds() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        fold(succeeded(ORDER, 1, "\"done\""));

        assertThat(output(TOPICS.executions()).readRecordsToList())
                .extracting(record -> SummaryCodec.decode(record.value()).status())
                .containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aTimerThatIsDueIsAppendedOnceAndItsFoldDispatchesTheExecution() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        fold(checkpoint(ORDER, 1, 0, sleep("1", Duration.ofMinutes(5))));
        fold(suspended(ORDER, 1, 9));
        advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(appendedRecords().getLast()).isNotInstanceOf(JournalRecord.TimersFired.class);

        advance(Duration.ofMillis(21));
        advance(Duration.ofMillis(20));
        var fired = appendedRecords().stream()
                .filter(JournalRecord.TimersFired.class::isInstance)
                .toList();
        assertThat(fired).hasSize(1);
        assertThat(listener.lateness()).hasSize(1);
        assertThat(listener.lateness().getFirst()).isBetween(Duration.ZERO, Duration.ofMillis(20));
        fold(fired.getFirst());

        assertThat(listener.dispatched()).last().isEqualTo(new RecordedListener.Dispatched(ORDER, 2));
    }

    @Test
    void whatABurstOfTimersWakesBeginsOnceTheyHaveFiredAndInTheirOrder() {
        confirm();
        var sleepers = new ArrayList<ExecutionId>();
        for (int i = 1; i <= 700; i++) {
            var id = new ExecutionId(0, new UUID(8, i));
            sleepers.add(id);
            fold(start(id, new ExecutionKey("order", "sleeper-" + i), "{}"));
            fold(checkpoint(id, 1, 0, sleep("1", Duration.ofMinutes(5))));
            fold(suspended(id, 1, 9));
        }
        advance(Duration.ofMinutes(6));
        var fired =
                appendedRecords().stream().filter(TimersFired.class::isInstance).toList();
        assertThat(fired).hasSize(6);

        fold(fired.getFirst());
        advance(Duration.ofMillis(20));
        assertThat(woken()).as("572 have not fired").isEmpty();

        fired.subList(1, 6).forEach(this::fold);
        advance(Duration.ofMillis(20));
        assertThat(woken()).as("they do not begin all in one moment").hasSizeBetween(128, 256);
        for (int look = 0; look < 6; look++) {
            advance(Duration.ofMillis(20));
        }
        assertThat(woken()).isEqualTo(sleepers);
    }

    private List<ExecutionId> woken() {
        return listener.dispatched().stream()
                .filter(each -> each.epoch() == 2)
                .map(RecordedListener.Dispatched::execution)
                .toList();
    }

    @Test
    void aSignalFromTheTopicForNobodyIsPutAsideWithTheReason() {
        confirm();
        fold(signal(ORDER, "approval", "\"yes\"", new SignalSource("reprise.signals", 3, 14, null)));

        var letter = output(TOPICS.signalsDeadLetters()).readRecord();
        assertThat(letter.value()).asString().isEqualTo("\"yes\"");
        assertThat(header(letter.headers().lastHeader(Outlets.REASON_HEADER).value()))
                .isEqualTo("UNKNOWN_EXECUTION");
        assertThat(header(letter.headers().lastHeader("reprise-source").value()))
                .isEqualTo("reprise.signals/3/14");
    }

    @Test
    void anUndecodableRecordIsPutAsideAndThePartitionGoesOn() {
        confirm();
        journal.pipeInput(null, "not a record".getBytes(StandardCharsets.UTF_8), now);
        fold(start(ORDER, KEY, "{}"));

        assertThat(output(TOPICS.journalDeadLetters()).readRecord().value())
                .asString()
                .isEqualTo("not a record");
        assertThat(listener.dispatched()).containsExactly(new RecordedListener.Dispatched(ORDER, 1));
    }

    @Test
    void anExecutionThatABugHitsIsQuarantinedAndAllOthersGoOn() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        bug = CheckpointSubmitted.class::isInstance;
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));

        var letter = output(TOPICS.journalDeadLetters()).readRecord();
        assertThat(JournalCodec.decode(letter.value())).isInstanceOf(CheckpointSubmitted.class);
        var quarantined = (ExecutionQuarantined) appendedRecords().getLast();
        assertThat(quarantined.execution()).isEqualTo(ORDER);
        assertThat(quarantined.poison())
                .isEqualTo(new Poison(2, "CheckpointSubmitted", "IllegalStateException: a bug", now, null));
        fold(quarantined);
        bug = record -> false;
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        fold(start(OTHER, OTHER_KEY, "{}"));

        assertThat(stored(new Row.OfOperation(ORDER, new OperationId("1")))).isNull();
        assertThat(stored(new Row.Quarantined(ORDER))).isEqualTo(new Quarantine(quarantined.poison(), true));
        assertThat(ownership.quarantined()).containsOnlyKeys(ORDER);
        assertThat(listener.dispatched()).last().isEqualTo(new RecordedListener.Dispatched(OTHER, 1));
    }

    @Test
    void untilTheJournalSaysSoNothingIsPromisedAboutIt() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        bug = CheckpointSubmitted.class::isInstance;
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        var waiter = waiters.expect(0, 100);
        waiters.acknowledged(waiter);
        var signal = signal(ORDER, "approval", "\"yes\"", new SignalSource("reprise.signals", 3, 14, null));
        journal.pipeInput(new TestRecord<>(
                null,
                JournalCodec.encode(signal),
                new RecordHeaders().add(Waiters.NONCE_HEADER, waiters.nonce(waiter)),
                now));

        assertThat(waiter.told()).isCompletedExceptionally();
        assertThat(output(TOPICS.signalsDeadLetters()).isEmpty()).isTrue();
        assertThat(output(TOPICS.journalDeadLetters()).readRecordsToList()).hasSize(2);
        fold(appendedRecords().getLast());
        fold(signal);
        assertThat(output(TOPICS.signalsDeadLetters()).readRecord())
                .satisfies(letter -> assertThat(header(letter.headers()
                                .lastHeader(Outlets.REASON_HEADER)
                                .value()))
                        .isEqualTo("EXECUTION_QUARANTINED"));
    }

    @Test
    void aNewOwnerSaysWhatItsPredecessorCouldNotAndLeavesTheQuarantinedAlone() {
        fold(start(ORDER, KEY, "{}"));
        bug = CheckpointSubmitted.class::isInstance;
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        assertThat(appendedRecords()).hasSize(1);
        confirm();

        assertThat(appendedRecords().subList(1, appendedRecords().size()))
                .singleElement()
                .isInstanceOf(ExecutionQuarantined.class);
    }

    @Test
    void aReleasedExecutionIsInvokedAgain() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        bug = CheckpointSubmitted.class::isInstance;
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        fold(appendedRecords().getLast());
        bug = record -> false;
        fold(new JournalRecord.ExecutionReleaseRequested(ORDER));
        fold(checkpoint(ORDER, 2, 0, stepDone("1", "\"a\"")));

        assertThat(listener.dispatched()).last().isEqualTo(new RecordedListener.Dispatched(ORDER, 2));
        assertThat(stored(new Row.OfOperation(ORDER, new OperationId("1")))).isNotNull();
        assertThat(ownership.quarantined()).isEmpty();
    }

    @Test
    void timersThatFireTogetherWithAPoisonousOneFireAllTheSame() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        fold(start(OTHER, OTHER_KEY, "{}"));
        bug = record -> record instanceof TimersFired fired
                && fired.timers().stream().anyMatch(timer -> timer.execution().equals(ORDER));
        advance(Terms.DEFAULT.timeout().plusSeconds(1));
        fold(appendedRecords().getLast());

        assertThat(stored(new Row.Header(OTHER)).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(stored(new Row.Header(ORDER)).status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(appendedRecords().getLast()).isInstanceOf(ExecutionQuarantined.class);
        int appendedBefore = appendedRecords().size();
        advance(Duration.ofSeconds(10));
        assertThat(appendedRecords()).hasSize(appendedBefore);
    }

    @Test
    void aStartThatCannotBeFoldedKeepsItsNameForItself() {
        confirm();
        bug = JournalRecord.ExecutionStartRequested.class::isInstance;
        fold(start(ORDER, KEY, "{}"));
        fold(appendedRecords().getLast());
        bug = record -> false;
        fold(start(OTHER, KEY, "{}"));

        assertThat(stored(new Row.Named(KEY))).isEqualTo(ORDER);
        assertThat(listener.dispatched()).isEmpty();
    }

    @Test
    void aRecordOfANewerReleaseSealsThePartitionInsteadOfBeingSkipped() {
        confirm();
        var waiter = waiters.expect(0, 100);
        journal.pipeInput(null, ofANewerRelease(), now);
        fold(start(ORDER, KEY, "{}"));
        advance(Terms.DEFAULT.timeout());

        assertThat(ownership.isOwner(0)).isFalse();
        assertThat(ownership.sealed()).singleElement().asString().contains("offset 1", "newer release");
        assertThat(waiter.told()).isCompletedExceptionally();
        assertThat(stored(new Row.Header(ORDER)))
                .as("nothing behind it is folded")
                .isNull();
        assertThat(output(TOPICS.journalDeadLetters()).isEmpty()).isTrue();
        assertThat(appendedRecords()).as("nor acted upon").hasSize(1);
    }

    @Test
    void whatASealedPartitionDropsIsNotCommitted() {
        confirm();
        journal.pipeInput(null, ofANewerRelease(), now);
        fold(start(ORDER, KEY, "{}"));

        var taken = Map.of(at(0), new OffsetAndMetadata(3, "m"), at(1), new OffsetAndMetadata(7));
        assertThat(ownership.seals().folded(taken))
                .isEqualTo(Map.of(at(0), new OffsetAndMetadata(1, "m"), at(1), new OffsetAndMetadata(7)));
    }

    @Test
    void aRecordThatIsAppendedBeforeWhatWasFoldedSealsThePartition() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        long folded = ownership.position(0);
        ownership.appended(0, folded, folded);
        assertThat(ownership.isOwner(0)).as("the next one is as it should be").isTrue();

        ownership.appended(0, folded, 0);

        assertThat(folded).isEqualTo(2);
        assertThat(ownership.isOwner(0)).isFalse();
        assertThat(ownership.sealed()).singleElement().asString().contains("created anew");
        fold(start(OTHER, OTHER_KEY, "{}"));
        assertThat(stored(new Row.Header(OTHER))).as("nothing is folded on").isNull();
        advance(Terms.DEFAULT.timeout().plusSeconds(1));
        assertThat(appendedRecords()).as("nor acted upon").hasSize(1);
    }

    private static byte[] ofANewerRelease() {
        var newer = JournalCodec.encode(start(ORDER, KEY, "{}"));
        newer[5] ^= 0x55; // another schema's fingerprint
        return newer;
    }

    private static TopicPartition at(int partition) {
        return new TopicPartition(TOPICS.journal(), partition);
    }

    @Test
    void anExecutionWhoseDataOverflowTheStackIsQuarantinedAndAllOthersGoOn() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        error = new StackOverflowError();
        fold(checkpoint(ORDER, 1, 0, stepDone("1", "\"a\"")));
        error = null;
        fold(start(OTHER, OTHER_KEY, "{}"));

        assertThat(ownership.quarantined()).containsOnlyKeys(ORDER);
        assertThat(listener.dispatched()).last().isEqualTo(new RecordedListener.Dispatched(OTHER, 1));
    }

    @Test
    void aJvmWithoutMemoryStopsTheThreadAndBlamesNoExecution() {
        confirm();
        error = new OutOfMemoryError("Java heap space");

        assertThatThrownBy(() -> fold(start(ORDER, KEY, "{}"))).isInstanceOf(OutOfMemoryError.class);
        assertThat(ownership.quarantined()).isEmpty();
    }

    @Test
    void anExecutionThatIsPurgedIsErasedFromTheTopicsAndTheStore() {
        confirm();
        fold(start(ORDER, KEY, "{}"));
        fold(checkpoint(ORDER, 1, 0, awaitSignal("1", "approval")));
        fold(succeeded(ORDER, 1, "\"done\""));
        advance(Duration.ofDays(15));
        fold(appendedRecords().getLast());

        var history = output(TOPICS.history()).readRecordsToList();
        var erased = history.stream().filter(record -> record.value() == null).toList();
        assertThat(erased).hasSize(history.size() / 2);
        assertThat(output(TOPICS.executions()).readRecordsToList())
                .last()
                .satisfies(record -> assertThat(record.value()).isNull());
        var store = driver.<byte[], byte[]>getKeyValueStore(JournalTopology.STORE);
        try (var rows = store.all()) {
            assertThat(rows).toIterable().hasSize(2); // the partition's own row, and how far it has come
        }
    }

    @Test
    void historyTellsWhichJournalRecordCausedEachEvent() {
        confirm();
        fold(start(ORDER, KEY, "{}"));

        var started = HistoryCodec.decode(output(TOPICS.history()).readRecord().value());
        assertThat(started.event().event()).isInstanceOf(Happening.ExecutionStarted.class);
        assertThat(started.event().journalOffset()).isEqualTo(1);
    }

    private <V> V stored(Row<V> row) {
        return new StoreRows(driver.getKeyValueStore(JournalTopology.STORE)).get(row);
    }

    private void confirm() {
        fold(appendedRecords().getFirst());
    }

    private void fold(JournalRecord record) {
        journal.pipeInput(null, JournalCodec.encode(record), now);
    }

    private void advance(Duration by) {
        now = now.plus(by);
        driver.advanceWallClockTime(by);
    }

    private List<JournalRecord> appendedRecords() {
        return appended.history().stream()
                .map(record -> JournalCodec.decode(record.value()))
                .toList();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
