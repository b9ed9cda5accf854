package dev.reprise.streams;

import static dev.reprise.streams.JournalRecords.awaitSignal;
import static dev.reprise.streams.JournalRecords.checkpoint;
import static dev.reprise.streams.JournalRecords.signal;
import static dev.reprise.streams.JournalRecords.start;
import static dev.reprise.streams.JournalRecords.stepDone;
import static dev.reprise.streams.JournalRecords.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one journal on the embedded broker: whoever is asked, the owner answers. */
class SeveralNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static final Map<String, KafkaJournal> NODES = new ConcurrentHashMap<>();
    private static final RecordedListener FIRST_LISTENER = new RecordedListener();
    private static final RecordedListener SECOND_LISTENER = new RecordedListener();
    private static KafkaJournal first;
    private static KafkaJournal second;

    @BeforeAll
    static void startTwoNodes() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        first = open("node-1", FIRST_LISTENER);
        second = open("node-2", SECOND_LISTENER);
        eventually("both nodes own half of the partitions", () -> owned(first) == 2 && owned(second) == 2);
    }

    private static KafkaJournal open(String node, RecordedListener listener) {
        var address = node + ":1";
        Peers direct = (peer, request, atMost) -> NODES.get(peer).answer(request);
        var journal = KafkaJournal.open(
                new JournalConfig(
                        broker.bootstrapServers(),
                        "several.",
                        node,
                        address,
                        directory.resolve(node),
                        PARTITIONS,
                        (short) 1,
                        1,
                        1,
                        Duration.ofSeconds(30),
                        Map.of()),
                listener,
                direct);
        NODES.put(address, journal);
        return journal;
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        broker.close();
    }

    @Test
    void anExecutionRunsWhoeverIsAsked() throws Exception {
        for (var key : keysOfAllPartitions("runs")) {
            var id = second.newExecutionId(key);
            assertThat(verdict(second.submit(start(id, key, "{}"))))
                    .isEqualTo(new Verdict.Started(id, true, ExecutionStatus.RUNNING));
            assertThat(first.execution(key)).extracting(Execution::id).isEqualTo(id);

            var accepted = (Verdict.CheckpointAccepted)
                    verdict(first.submit(checkpoint(id, 1, 0, stepDone("1", "\"paid\""), awaitSignal("2", "review"))));
            assertThat(accepted.operations()).hasSize(2);
            assertThat(verdict(second.submit(signal(id, "review", "\"approve\"", null))))
                    .isEqualTo(new Verdict.SignalAccepted(id, false));

            assertThat(second.operations(id)).isEqualTo(first.operations(id)).hasSize(3);
            assertThat(second.operation(id, new OperationId("1")))
                    .isEqualTo(first.operation(id, new OperationId("1")))
                    .isNotNull();
            assertThat(second.history(id, 1, 100))
                    .isEqualTo(first.history(id, 1, 100))
                    .hasSize(4);
        }
    }

    @Test
    void onlyTheOwnerInvokes() throws Exception {
        var ids = new HashSet<ExecutionId>();
        for (var key : keysOfAllPartitions("dispatched")) {
            var id = first.newExecutionId(key);
            verdict(first.submit(start(id, key, "{}")));
            ids.add(id);
        }

        eventually(
                "each execution is dispatched once, by one node",
                () -> dispatches(FIRST_LISTENER, ids) + dispatches(SECOND_LISTENER, ids) == ids.size());
        assertThat(dispatches(FIRST_LISTENER, ids)).isEqualTo(2);
        assertThat(dispatches(SECOND_LISTENER, ids)).isEqualTo(2);
    }

    @Test
    void theEndIsToldOnEveryNode() throws Exception {
        for (var key : keysOfAllPartitions("ends")) {
            var id = first.newExecutionId(key);
            verdict(first.submit(start(id, key, "{}")));
            var here = first.end(id, SOON);
            var there = second.end(id, SOON);
            assertThat(first.end(id, Duration.ofMillis(1)).get(30, TimeUnit.SECONDS))
                    .as("after the time is up, as it stands")
                    .extracting(Execution::status)
                    .isEqualTo(ExecutionStatus.RUNNING);
            assertThat(here).isNotDone();
            assertThat(there).isNotDone();

            verdict(second.submit(succeeded(id, 1, "\"done\"")));

            assertThat(here.get(30, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(there.get(30, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @Test
    void aListHoldsTheExecutionsOfAllNodes() throws Exception {
        var ids = new ArrayList<ExecutionId>();
        for (var key : keysOfAllPartitions("listed")) {
            var id = first.newExecutionId(key);
            verdict(first.submit(start(id, key, "{}")));
            ids.add(id);
        }
        var query = new ExecutionQuery(
                Set.of("listed"), Set.of(), null, null, ExecutionQuery.Order.NEWEST_FIRST, null, 100);

        assertThat(first.list(query)).extracting(Execution::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(second.list(query)).isEqualTo(first.list(query));
    }

    @Test
    void moreRowsThanFitIntoOneAnswerAreAllThere() throws Exception {
        for (var key : keysOfAllPartitions("many")) {
            var id = first.newExecutionId(key);
            verdict(first.submit(start(id, key, "{}")));
            for (int seq = 0; seq < 5; seq++) {
                var steps = new ArrayList<OperationUpdate>();
                for (int i = 0; i < 100; i++) {
                    steps.add(stepDone(seq + "-" + i, "\"result\""));
                }
                verdict(first.submit(checkpoint(id, 1, seq, steps.toArray(OperationUpdate[]::new))));
            }

            assertThat(second.operations(id)).isEqualTo(first.operations(id)).hasSize(501);
        }
    }

    @Test
    void whatIsWrongWithARecordIsSaidOnEveryNode() throws Exception {
        for (var key : keysOfAllPartitions("large")) {
            var id = first.newExecutionId(key);
            verdict(first.submit(start(id, key, "{}")));
            var large = checkpoint(id, 1, 0, stepDone("1", "x".repeat(9 << 20)));

            assertThatThrownBy(() -> verdict(first.submit(large))).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> verdict(second.submit(large))).isInstanceOf(InvalidValue.class);
        }
    }

    @Test
    void bytesThatAreNoRequestAreRefusedAndNothingWorse() throws Exception {
        assertThat(first.answer(new byte[] {1, 2, 3}).get(30, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(first.answer(new byte[0]).get(30, TimeUnit.SECONDS)).isNotEmpty();
    }

    @Test
    void aNodeThatStopsHandsItsPartitionsOverAndComesBack() throws Exception {
        var keys = keysOfAllPartitions("handed-over");
        var ids = new ArrayList<ExecutionId>();
        for (var key : keys) {
            var id = first.newExecutionId(key);
            verdict(first.submit(start(id, key, "{}")));
            ids.add(id);
        }
        var waiting = ids.stream().map(id -> first.end(id, SOON)).toList();

        second.close();
        eventually("the first node owns everything", () -> owned(first) == PARTITIONS);

        for (int i = 0; i < keys.size(); i++) {
            var id = ids.get(i);
            assertThat(first.execution(keys.get(i))).extracting(Execution::id).isEqualTo(id);
            // While it was handed over its invocation was declared lost, perhaps just now, so that the epoch is
            // another.
            eventually(
                    "it succeeds",
                    () -> verdict(first.submit(
                                    succeeded(id, first.execution(id).lane().epoch(), "\"done\"")))
                            instanceof Verdict.Done);
            assertThat(first.end(id, SOON).get(60, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
        for (var each : waiting) {
            // On a thread of its own, perhaps a moment later than whoever asked last.
            eventually("told of the end, or that the node that was asked is gone, but not left waiting", each::isDone);
        }

        second = open("node-2", SECOND_LISTENER);
        eventually("the second node has its share again", () -> owned(first) == 2 && owned(second) == 2);
        for (var id : ids) {
            assertThat(second.execution(id)).isEqualTo(first.execution(id)).isNotNull();
        }
    }

    private static List<ExecutionKey> keysOfAllPartitions(String function) {
        var keys = new ArrayList<ExecutionKey>();
        for (int i = 0; keys.size() < PARTITIONS; i++) {
            var key = new ExecutionKey(function, function + "-" + i);
            if (first.partitionOf(key) == keys.size()) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static long dispatches(RecordedListener listener, Set<ExecutionId> of) {
        return listener.dispatched().stream()
                .filter(each -> of.contains(each.execution()))
                .count();
    }

    private static int owned(KafkaJournal journal) {
        var health = journal.health();
        return health.ready() ? health.owned() : 0;
    }

    private static Verdict verdict(CompletableFuture<Verdict> answer) throws Exception {
        try {
            return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void eventually(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + SOON.multipliedBy(2).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Expected that %s, but: first %s, second %s".formatted(what, first.health(), second.health()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
