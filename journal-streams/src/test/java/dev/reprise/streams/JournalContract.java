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
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The path of a record on a real broker: appended, folded, answered, stored, and there again after a restart. Each kind of
 * broker has a subclass.
 */
abstract class JournalContract {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static int opened;

    private final RecordedListener listener = new RecordedListener();
    private KafkaJournal journal;
    private JournalConfig config;

    /** Where the broker is. */
    abstract String bootstrapServers();

    @BeforeEach
    void open() throws InterruptedException {
        opened++;
        config = new JournalConfig(
                bootstrapServers(),
                "test" + opened + ".",
                "node-1",
                "127.0.0.1:1",
                directory.resolve("state-" + opened),
                2,
                (short) 1,
                0,
                1,
                Duration.ofSeconds(30),
                Map.of());
        journal = KafkaJournal.open(config, listener, Peers.NONE);
        Readiness.await(journal);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void anExecutionRunsFromItsStartOverASignalToItsResult() throws Exception {
        var key = new ExecutionKey("order", "order-1");
        var id = journal.newExecutionId(key);

        assertThat(verdict(journal.submit(start(id, key, "{}"))))
                .isEqualTo(new Verdict.Started(id, true, ExecutionStatus.RUNNING));
        assertThat(listener.nextDispatch(SOON)).isEqualTo(new RecordedListener.Dispatched(id, 1));

        var accepted = (Verdict.CheckpointAccepted)
                verdict(journal.submit(checkpoint(id, 1, 0, stepDone("1", "\"paid\""), awaitSignal("2", "review"))));
        assertThat(accepted.operations())
                .extracting(operation -> operation.status())
                .containsExactly(OperationStatus.SUCCEEDED, OperationStatus.STARTED);
        verdict(journal.submit(suspended(id, 1, execution(id).tally().changes())));

        assertThat(verdict(journal.submit(signal(id, "review", "\"approve\"", null))))
                .isEqualTo(new Verdict.SignalAccepted(id, false));
        assertThat(listener.nextDispatch(SOON)).isEqualTo(new RecordedListener.Dispatched(id, 2));
        assertThat(journal.operations(id))
                .extracting(operation -> operation.status())
                .containsExactly(OperationStatus.STARTED, OperationStatus.SUCCEEDED, OperationStatus.SUCCEEDED);
        assertThat(journal.updatedOperations(id).ids())
                .extracting(Object::toString)
                .containsExactly("2");

        verdict(journal.submit(succeeded(id, 2, "\"done\"")));
        assertThat(execution(id).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(journal.history(id, 1, 100))
                .extracting(event -> event.eventId())
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void theListenerIsToldHowEachRecordWasJudgedForThoseWhoCount() throws Exception {
        var key = new ExecutionKey("order", "counted");
        var id = journal.newExecutionId(key);
        verdict(journal.submit(start(id, key, "{}")));

        var judged = listener.nextJudged(SOON);

        assertThat(judged.record()).isEqualTo(JournalRecord.ExecutionStartRequested.class);
        assertThat(judged.verdict()).isEqualTo(new Verdict.Started(id, true, ExecutionStatus.RUNNING));
        assertThat(judged.took()).isPositive();
        assertThat(journal.lags().journal()).isNotNegative();
    }

    @Test
    void aSleepIsOverWhenItsTimeHasComeWithoutAnybodyAsking() throws Exception {
        var id = started("nap", "nap-1");
        verdict(journal.submit(checkpoint(id, 1, 0, sleep("1", Duration.ofMillis(50)))));
        verdict(journal.submit(suspended(id, 1, execution(id).tally().changes())));

        assertThat(listener.nextDispatch(SOON)).isEqualTo(new RecordedListener.Dispatched(id, 2));
    }

    @Test
    void anotherNodeFindsEverythingAndRunsAgainWhatWasRunning() throws Exception {
        var asleep = started("order", "asleep");
        verdict(journal.submit(checkpoint(asleep, 1, 0, awaitSignal("1", "review"))));
        verdict(journal.submit(suspended(asleep, 1, execution(asleep).tally().changes())));
        var running = started("order", "running");
        verdict(journal.submit(checkpoint(running, 1, 0, stepDone("1", "\"paid\""))));
        journal.close();

        journal = KafkaJournal.open(config, listener, Peers.NONE);
        Readiness.await(journal);

        assertThat(listener.nextDispatch(SOON)).isEqualTo(new RecordedListener.Dispatched(running, 2));
        assertThat(verdict(journal.submit(checkpoint(running, 1, 1, stepDone("2", "\"late\"")))))
                .as("the zombie of before the restart")
                .isEqualTo(new Verdict.StaleCheckpoint());
        assertThat(verdict(journal.submit(checkpoint(running, 2, 1, stepDone("2", "\"shipped\"")))))
                .isInstanceOf(Verdict.CheckpointAccepted.class);
        assertThat(journal.operation(asleep, new OperationId("1"))).isNotNull();
    }

    @Test
    void aRecordOfTheSignalsTopicThatIsRelayedTwiceCountsOnce() throws Exception {
        var id = started("order", "relayed");
        var source = new SignalSource("signals", 0, 5, null);

        assertThat(verdict(journal.submit(signal(id, "review", "1", source))))
                .isEqualTo(new Verdict.SignalAccepted(id, true));
        assertThat(verdict(journal.submit(signal(id, "review", "1", source)))).isEqualTo(new Verdict.SignalRepeated());
    }

    @Test
    void recordsOfTheSignalsTopicThatAreOnTheirWayTogetherAreTakenInInOrder() throws Exception {
        var id = started("order", "together");

        var overtaking = journal.submit(signal(id, "review", "3", new SignalSource("together", 0, 7, 6L)));
        var first = journal.submit(signal(id, "review", "1", new SignalSource("together", 0, 5, null)));
        var second = journal.submit(signal(id, "review", "2", new SignalSource("together", 0, 6, 5L)));
        var third = journal.submit(signal(id, "review", "3", new SignalSource("together", 0, 7, 6L)));

        assertThat(verdict(overtaking)).isEqualTo(new Verdict.SignalTooEarly());
        for (var taken : List.of(first, second, third)) {
            assertThat(verdict(taken)).isEqualTo(new Verdict.SignalAccepted(id, true));
        }
    }

    @Test
    void executionsAreListedNewestFirstOrOldestFirstPageByPage() throws Exception {
        var ids = new ArrayList<ExecutionId>();
        for (int i = 0; i < 5; i++) {
            ids.add(started("listed", "listed-" + i));
        }

        var newestFirst = listed(ExecutionQuery.Order.NEWEST_FIRST);
        var oldestFirst = listed(ExecutionQuery.Order.OLDEST_FIRST);

        assertThat(newestFirst).extracting(Execution::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(newestFirst).isSortedAccordingTo((a, b) -> b.startedAt().compareTo(a.startedAt()));
        assertThat(oldestFirst).isEqualTo(newestFirst.reversed());
    }

    /** All of them, three at a time. */
    private List<Execution> listed(ExecutionQuery.Order order) {
        var all = new ArrayList<Execution>();
        Row.Listed after = null;
        List<Execution> page;
        do {
            page = journal.list(new ExecutionQuery(Set.of("listed"), Set.of(), null, null, order, after, 3));
            for (var each : page) {
                all.add(each);
                after = new Row.Listed("listed", ExecutionStatus.RUNNING, each.startedAt(), each.id());
            }
        } while (page.size() == 3);
        return all;
    }

    @Test
    void manySubmissionsAtOnceAreAllAnswered() throws Exception {
        var answers = new ArrayList<CompletableFuture<Verdict>>();
        for (int i = 0; i < 500; i++) {
            var key = new ExecutionKey("many", "many-" + i);
            answers.add(journal.submit(start(journal.newExecutionId(key), key, "{}")));
        }
        for (var answer : answers) {
            assertThat(verdict(answer)).isInstanceOf(Verdict.Started.class);
        }
    }

    @Test
    void aRecordThatIsTooLargeForKafkaIsRefusedWithASentence() throws Exception {
        var id = started("large", "large-1");
        OperationUpdate large = stepDone("1", "x".repeat(9 << 20));

        assertThatThrownBy(() -> verdict(journal.submit(checkpoint(id, 1, 0, large))))
                .rootCause()
                .hasMessageContaining("8 MiB");
    }

    @Test
    void withoutABrokerEverythingSaysSoInsteadOfHanging() {
        var nowhere = JournalConfig.local("127.0.0.1:1", directory.resolve("nowhere"));
        try (var unreachable = KafkaJournal.open(nowhere, listener, Peers.NONE)) {
            var key = new ExecutionKey("order", "order-1");

            assertThat(unreachable.health().ready()).isFalse();
            assertThatThrownBy(() -> unreachable.execution(key)).isInstanceOf(JournalUnavailable.class);
            assertThat(unreachable.submit(start(new ExecutionId(0, new UUID(1, 1)), key, "{}")))
                    .isCompletedExceptionally();
        }
    }

    private ExecutionId started(String function, String name) throws Exception {
        var key = new ExecutionKey(function, name);
        var id = journal.newExecutionId(key);
        verdict(journal.submit(start(id, key, "{}")));
        listener.nextDispatch(SOON);
        return id;
    }

    private Execution execution(ExecutionId id) {
        var execution = journal.execution(id);
        assertThat(execution).as("execution " + id).isNotNull();
        return execution;
    }

    private static Verdict verdict(CompletableFuture<Verdict> answer) throws Exception {
        return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
