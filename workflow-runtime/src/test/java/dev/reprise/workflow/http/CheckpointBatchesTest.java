package dev.reprise.workflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.InvocationInterrupted;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckpointBatchesTest {
    private static final Duration UNTIL_ANSWERED = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong nanos = new AtomicLong();
    private CheckpointService service;
    private CheckpointBatches batches;
    private HttpCheckpointClient client;

    @BeforeEach
    void startService() throws Exception {
        service = new CheckpointService();
        connect(UNTIL_ANSWERED, null);
    }

    private void connect(Duration longestGathering, ServiceCredentials credentials) {
        var calls = new ServiceCalls(
                new Endpoint(service.address()),
                new Patience(Duration.ofSeconds(30), RetryPolicy.exponential(2, Duration.ofMillis(1)), null),
                credentials,
                new Connections(Duration.ofSeconds(30)));
        batches = new CheckpointBatches(calls, longestGathering, nanos::get);
        client = new HttpCheckpointClient(calls, batches);
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
        callers.close();
    }

    private static CheckpointRequest step(String execution) {
        return new CheckpointRequest(
                "dG9r",
                "client-" + execution,
                List.of(new OperationUpdate.SucceedStep(OperationRef.of("1", null, null), Payload.of("1"), null)));
    }

    private CompletableFuture<String> checkpoint(String execution) {
        return checkpoint(client, execution, step(execution));
    }

    private CompletableFuture<String> checkpoint(CheckpointClient by, String execution, CheckpointRequest request) {
        return CompletableFuture.supplyAsync(
                () -> by.checkpoint(execution, request).checkpointToken(), callers);
    }

    /** Two requests that hang, so that what comes next gathers. */
    private void keepBusy() {
        for (var execution : List.of("hangs-1", "hangs-2")) {
            service.hold(execution);
            var unused = checkpoint(execution);
            await(() -> service.singles().contains(execution));
        }
    }

    private List<CompletableFuture<String>> gather(String... executions) {
        return Stream.of(executions)
                .map(execution -> {
                    int before = batches.gathered();
                    var asked = checkpoint(execution);
                    await(() -> batches.gathered() == before + 1);
                    return asked;
                })
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aLoneCheckpointGoesByItselfAtOnce() throws Exception {
        for (var execution : List.of("a", "b", "a")) {
            assertThat(checkpoint(execution).get()).isEqualTo("dG9r+1");
        }

        assertThat(service.singles()).containsExactly("a", "b", "a");
        assertThat(service.batches()).isEmpty();
    }

    @Test
    void whatComesWhileOthersAreUnderWayGoesTogetherOnceOneOfThemIsAnswered() throws Exception {
        keepBusy();
        var asked = gather("a", "b", "c");

        service.hold("hangs-1").countDown();

        for (var each : asked) {
            assertThat(each.get()).isEqualTo("dG9r+1");
        }
        assertThat(service.batches()).containsExactly(List.of("a", "b", "c"));
        assertThat(service.singles()).containsExactly("hangs-1", "hangs-2");
    }

    @Test
    void nobodyWaitsForLongBehindRequestsThatHang() throws Exception {
        client.close();
        connect(Duration.ofMillis(1), null);
        keepBusy();

        assertThat(checkpoint("a").get()).isEqualTo("dG9r+1");
        assertThat(checkpoint("b").get()).isEqualTo("dG9r+1");

        assertThat(service.batches()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void aPollMayGoWithOthers() throws Exception {
        keepBusy();
        var poll = checkpoint(client, "a", new CheckpointRequest("cG9s", "client-a", List.of()));
        await(() -> batches.gathered() == 1);

        service.hold("hangs-1").countDown();

        assertThat(poll.get()).isEqualTo("cG9s+1");
        assertThat(service.batches()).containsExactly(List.of("a"));
    }

    @Test
    void aRefusedCheckpointHarmsNoOther() throws Exception {
        service.markStale("b");
        keepBusy();
        var asked = gather("a", "b", "c");

        service.hold("hangs-2").countDown();

        assertThat(asked.get(0).get()).isEqualTo("dG9r+1");
        assertThatThrownBy(() -> asked.get(1).get()).hasRootCauseInstanceOf(StaleCheckpointToken.class);
        assertThat(asked.get(2).get()).isEqualTo("dG9r+1");
    }

    @Test
    void anUndecidedCheckpointIsAskedForAgainByItselfWithTheSameClientToken() throws Exception {
        service.leaveUndecided("b");
        keepBusy();
        var asked = gather("a", "b");

        service.hold("hangs-1").countDown();

        assertThat(asked.get(0).get()).isEqualTo("dG9r+1");
        assertThat(asked.get(1).get()).isEqualTo("dG9r+1");
        assertThat(service.batches()).containsExactly(List.of("a", "b"));
        assertThat(service.singles()).containsExactly("hangs-1", "hangs-2", "b");
        assertThat(service.clientTokens()).containsSubsequence("client-b", "client-b");
    }

    @Test
    void whatTheJournalWouldNotRecogniseAgainGoesByItself() throws Exception {
        keepBusy();
        var end = new CheckpointRequest(
                "dG9r",
                "client-a",
                List.of(new OperationUpdate.SucceedExecution(OperationRef.of("1", null, null), Payload.of("1"))));
        var unnamed = new CheckpointRequest("dG9r", null, step("b").updates());

        assertThat(checkpoint(client, "a", end).get()).isEqualTo("dG9r+1");
        assertThat(checkpoint(client, "b", unnamed).get()).isEqualTo("dG9r+1");

        assertThat(service.singles()).containsExactly("hangs-1", "hangs-2", "a", "b");
    }

    @Test
    void whatIsTooLargeForABatchGoesByItself() throws Exception {
        keepBusy();
        var large = Payload.of("\"" + "x".repeat(200_000) + "\"");
        var update = new OperationUpdate.SucceedStep(OperationRef.of("1", null, null), large, null);
        var request = new CheckpointRequest("dG9r", "client-a", List.of(update, update, update));

        assertThat(checkpoint(client, "a", request).get()).isEqualTo("dG9r+1");

        assertThat(service.singles()).contains("a");
    }

    @Test
    void aServiceThatKnowsNoBatchesIsAskedSinglyAndForBatchesAgainMuchLater() throws Exception {
        service.answerNextBatch(404, "{\"message\":\"no such operation\"}");
        keepBusy();
        var asked = gather("a", "b");
        service.hold("hangs-1").countDown();
        for (var each : asked) {
            assertThat(each.get()).isEqualTo("dG9r+1");
        }
        service.hold("hangs-3");
        var unused = checkpoint("hangs-3");
        await(() -> service.singles().contains("hangs-3"));

        assertThat(checkpoint("c").get()).isEqualTo("dG9r+1");
        assertThat(service.batches()).hasSize(1);
        assertThat(service.singles()).contains("a", "b", "c");

        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        service.hold("hangs-4");
        var alsoUnused = checkpoint("hangs-4");
        await(() -> service.singles().contains("hangs-4"));
        var later = gather("d");
        service.hold("hangs-4").countDown();

        assertThat(later.getFirst().get()).isEqualTo("dG9r+1");
        assertThat(service.batches()).containsExactly(List.of("a", "b"), List.of("d"));
    }

    @Test
    void whoeverAnswersSomethingElseIsAskedSingly() throws Exception {
        service.answerNextBatch(200, "<h1>Hello</h1>");
        keepBusy();
        var asked = gather("a");

        service.hold("hangs-1").countDown();

        assertThat(asked.getFirst().get()).isEqualTo("dG9r+1");
        assertThat(service.singles()).contains("a");
    }

    @Test
    void aBusyServiceIsAskedAgainByEachCaller() throws Exception {
        service.answerNextBatch(503, "{\"message\":\"busy\"}");
        keepBusy();
        var asked = gather("a", "b");

        service.hold("hangs-1").countDown();
        service.hold("hangs-2").countDown();

        for (var each : asked) {
            assertThat(each.get()).isEqualTo("dG9r+1");
        }
        assertThat(service.batches().getFirst()).containsExactly("a", "b");
        assertThat(service.clientTokens()).contains("client-a", "client-b");
    }

    @Test
    void aCallerThatIsInterruptedStopsAndTheOthersGoOn() throws Exception {
        keepBusy();
        var interrupted = new AtomicReference<Throwable>();
        var first = Thread.ofVirtual().start(() -> {
            try {
                client.checkpoint("first", step("first"));
            } catch (InvocationInterrupted stopped) {
                interrupted.set(stopped);
            }
        });
        await(() -> batches.gathered() == 1);
        var asked = gather("a", "b");

        first.interrupt();
        first.join();

        assertThat(interrupted.get()).isInstanceOf(InvocationInterrupted.class);
        for (var each : asked) {
            assertThat(each.get()).isEqualTo("dG9r+1");
        }
        assertThat(service.batches()).containsExactly(List.of("a", "b"));
    }

    @Test
    void aCallerWhoseBatchIsUnderWayCanBeInterruptedWithoutHarmToTheOthers() throws Exception {
        keepBusy();
        service.hold("slow");
        var slow = Thread.ofVirtual().start(() -> {
            try {
                client.checkpoint("slow", step("slow"));
            } catch (InvocationInterrupted stopped) {
                // as it should be
            }
        });
        await(() -> batches.gathered() == 1);
        var asked = gather("a");
        service.hold("hangs-1").countDown();
        await(() -> service.batches().size() == 1);

        slow.interrupt();
        slow.join();
        service.hold("slow").countDown();

        assertThat(asked.getFirst().get()).isEqualTo("dG9r+1");
        assertThat(service.singles()).doesNotContain("a");
    }

    @Test
    void whoMustHaveAnAnswerByAMomentGivesUpAloneAndIsNotSentAfterwards() throws Exception {
        keepBusy();
        var asked = gather("a");
        var hurried = client.until(Instant.EPOCH);

        assertThatThrownBy(() -> hurried.checkpoint("b", step("b")))
                .isInstanceOf(CheckpointUnavailable.class)
                .hasMessageContaining("has not");
        service.hold("hangs-1").countDown();

        assertThat(asked.getFirst().get()).isEqualTo("dG9r+1");
        assertThat(service.batches()).containsExactly(List.of("a"));
    }

    @Test
    void batchesSayWhoAsks() throws Exception {
        client.close();
        connect(UNTIL_ANSWERED, new ApiKey("reprise_key"));
        keepBusy();
        var asked = gather("a");

        service.hold("hangs-1").countDown();

        assertThat(asked.getFirst().get()).isEqualTo("dG9r+1");
        assertThat(service.batches()).hasSize(1);
        assertThat(service.authorizations()).containsOnly("Bearer reprise_key");
    }

    @Test
    void afterItWasClosedItOpensAnew() throws Exception {
        keepBusy();
        var asked = gather("a");
        service.hold("hangs-1").countDown();
        service.hold("hangs-2").countDown();
        asked.getFirst().get();

        client.close();

        assertThat(batches.gathered()).isZero();
        assertThat(checkpoint("b").get()).isEqualTo("dG9r+1");
    }
}
