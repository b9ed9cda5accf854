package dev.reprise.gateway.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CallbackCompleted;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate.StartCallback;
import dev.reprise.gateway.Await;
import dev.reprise.gateway.Executions;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.dispatch.Patience;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.CallbackId;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records of the signals topic on their way into the journal, together. */
class RelayBatchTest {
    private static final String TOPIC = "test.signals";
    private static final SignalName ITEM = new SignalName("item");
    private static final Seal SEAL = new Seal(List.of(new byte[32]));
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final ExecutionId execution = Executions.started(journal);
    private final SignalDelivery delivery = SignalDelivery.open(
            new Topics("test."),
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            journal,
            new CompleteCallback(journal, SEAL),
            new GatewayMetrics(new SimpleMeterRegistry(), new RunningInvocations()));
    private final Patience patience = new Patience();
    private final RelayBatch batch = new RelayBatch(delivery, patience);
    private int callbacks;

    @AfterEach
    void close() {
        patience.close();
        delivery.close();
    }

    /** Begins with signals 1 to 4. */
    private RelayBatch.Carried four() {
        return begin(IntStream.rangeClosed(1, 4)
                .mapToObj("{\"execution\":\"%s\",\"signal\":\"item\",\"payload\":%%d}".formatted(execution)::formatted)
                .toList());
    }

    /** Begins with records of one partition of the topic. */
    private RelayBatch.Carried begin(List<String> values) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var value : values) {
            long offset = 10L * (records.size() + 1);
            records.add(new ConsumerRecord<>(TOPIC, 3, offset, null, value.getBytes(UTF_8)));
        }
        return batch.begin(new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 3), records), Map.of()));
    }

    /** Starts a callback. Gives what answers it. */
    private String answerToNew(String id) {
        var start = new StartCallback(OperationRef.of(id, null, null), null, null, null);
        journal.submit(new CheckpointSubmitted(execution, 1, callbacks++, null, List.of(start), null))
                .join();
        return "{\"callbackId\":\"%s\",\"payload\":1}"
                .formatted(new CallbackId(execution, new OperationId(id)).write(SEAL));
    }

    /** The signals that the journal has, as offset and what it comes after, in order. */
    private List<String> appended() {
        return journal.records().stream()
                .filter(SignalReceived.class::isInstance)
                .map(record -> ((SignalReceived) record).source())
                .map(RelayBatchTest::shown)
                .toList();
    }

    private static String shown(SignalSource source) {
        return source.after() == null ? "" + source.offset() : source.offset() + " after " + source.after();
    }

    private void awaitAppended(int count, Class<? extends JournalRecord> type) {
        Await.until(
                count + " records are in the journal",
                () -> journal.records().stream().filter(type::isInstance).count() >= count,
                journal::toString);
    }

    private void assertThatEachCountedOnceInOrder() {
        assertThat(journal.kept(execution, ITEM)).as("%s", journal).containsExactly("1", "2", "3", "4");
    }

    @Test
    void signalsOfOneLaneAreSentBeforeTheFirstIsJudgedEachAfterTheOneBefore() {
        journal.holdAnswers(SignalReceived.class::isInstance);

        var carried = four();
        awaitAppended(4, SignalReceived.class);
        assertThat(carried.await(Duration.ZERO)).isFalse();
        journal.answerAll();

        assertThat(carried.await(A_MINUTE)).isTrue();
        assertThat(appended()).containsExactly("10", "20 after 10", "30 after 20", "40 after 30");
        assertThatEachCountedOnceInOrder();
    }

    @Test
    void whatIsBehindALostSignalIsTurnedAwayAndSentAgainAfterIt() {
        journal.loseOnce(SignalReceived.class);

        assertThat(four().await(A_MINUTE)).isTrue();

        assertThat(appended()).containsExactly("20 after 10", "30 after 20", "40 after 30", "10", "20", "30", "40");
        assertThatEachCountedOnceInOrder();
    }

    @Test
    void whatIsBehindASignalWithoutAVerdictIsRecognisedWhenItIsSentAgain() {
        journal.leaveUnansweredOnce(SignalReceived.class);

        assertThat(four().await(A_MINUTE)).isTrue();

        assertThat(appended())
                .containsExactly("10", "20 after 10", "30 after 20", "40 after 30", "10", "20", "30", "40");
        assertThatEachCountedOnceInOrder();
    }

    @Test
    void signalsForAPartitionOfAnotherNodeGoOneAfterAnother() {
        journal.ownNothing();

        assertThat(four().await(A_MINUTE)).isTrue();

        assertThat(appended()).containsExactly("10", "20", "30", "40");
        assertThatEachCountedOnceInOrder();
    }

    @Test
    void answersToDifferentCallbacksDoNotWaitForEachOther() {
        var answers = List.of(answerToNew("a"), answerToNew("b"));
        journal.holdAnswers(CallbackCompleted.class::isInstance);

        var carried = begin(answers);
        awaitAppended(2, CallbackCompleted.class);
        journal.answerAll();

        assertThat(carried.await(A_MINUTE)).isTrue();
    }

    @Test
    void aBatchThatBreaksOffIsNotTakenForDone() {
        journal.failOnce(SignalReceived.class, () -> {
            throw new AssertionError("a bug");
        });

        assertThatThrownBy(() -> four().await(A_MINUTE))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("Expected to take in all signals of a batch")
                .hasMessageContaining("a bug");
    }

    @Test
    void aSignalThatCannotEvenBeSentDoesNotHarmTheOthers() {
        journal.failOnce(SignalReceived.class, () -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(four().await(A_MINUTE)).isTrue();

        assertThatEachCountedOnceInOrder();
    }
}
