package dev.reprise.streams;

import static dev.reprise.streams.JournalRecords.checkpoint;
import static dev.reprise.streams.JournalRecords.start;
import static dev.reprise.streams.JournalRecords.stepDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users see when the only broker goes away and comes back. */
class BrokerOutageTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final RecordedListener listener = new RecordedListener();

    @Test
    void whileTheBrokerIsAwayEverythingSaysSoAndAfterwardsItGoesOnWhereItWas() throws Exception {
        var broker = EmbeddedBroker.start(directory.resolve("broker"));
        try (var journal = KafkaJournal.open(config(broker), listener, Peers.NONE)) {
            Readiness.await(journal);
            var key = new ExecutionKey("order", "order-1");
            var id = journal.newExecutionId(key);
            submit(journal, start(id, key, "{}"));
            listener.nextDispatch(SOON);

            broker.close();
            assertThatThrownBy(() -> submit(journal, checkpoint(id, 1, 0, stepDone("1", "\"paid\""))))
                    .hasCauseInstanceOf(JournalUnavailable.class);

            broker = EmbeddedBroker.start(directory.resolve("broker"));
            assertThat(untilAnswered(journal, id))
                    .as("the same checkpoint again, with the same token")
                    .isInstanceOf(Verdict.CheckpointAccepted.class);
            Readiness.await(journal); // nothing is read until it is sure that nobody else has taken over meanwhile
            assertThat(journal.history(id, 1, 10)).hasSize(2);
        } finally {
            broker.close();
        }
    }

    private static Verdict untilAnswered(KafkaJournal journal, ExecutionId id) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            try {
                return submit(journal, checkpoint(id, 1, 0, stepDone("1", "\"paid\"")));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof JournalUnavailable) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static Verdict submit(KafkaJournal journal, JournalRecord.OfExecution record) throws Exception {
        return journal.submit(record).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private JournalConfig config(EmbeddedBroker broker) {
        return new JournalConfig(
                broker.bootstrapServers(),
                "reprise.",
                "node-1",
                "127.0.0.1:1",
                directory.resolve("state"),
                1,
                (short) 1,
                0,
                1,
                Duration.ofSeconds(5),
                Map.of());
    }
}
