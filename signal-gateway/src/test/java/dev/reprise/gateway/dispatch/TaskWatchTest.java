package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.gateway.Await;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.PauseExecution;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.protocol.ProtocolJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invocations that wait on a topic, over the real fold: whoever takes one runs it, and it is looked after until it is over. */
class TaskWatchTest {
    private static final RegisteredFunction FUNCTION = RegisteredFunction.durable("order", new FunctionTarget.Tasks());

    private final JournalEvents events = new JournalEvents();
    private final FoldedJournal journal = new FoldedJournal(events);
    private final Functions functions = new Functions();
    private final Seal seal = new Seal(List.of(new byte[32]));
    private final RunningInvocations running = new RunningInvocations();
    private final Patience patience = new Patience();
    private final GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry(), running);
    private final StatePages pages = new StatePages(journal, seal);
    private final ExecutionArns arns = new ExecutionArns("us-east-1", "000000000000");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final TakenTasks taken = new TakenTasks(journal, pages, seal, arns, metrics, Tracing.off(), now::get);
    private final Topic topic = new Topic();

    /** What is on the topic. */
    private static final class Topic implements TaskQueue {
        private final List<String> tickets = new CopyOnWriteArrayList<>();

        @Override
        public void prepare(RegisteredFunction function) {}

        @Override
        public void offer(RegisteredFunction function, ExecutionId execution, String ticket) {
            tickets.add(ticket);
        }
    }

    @BeforeEach
    void serve() {
        functions.put(FUNCTION);
        var ends = new InvocationEnds(journal, metrics, now::get);
        var checkpoints = new InProcessCheckpoints(
                new Checkpoint(journal, seal, running),
                pages,
                new CallTargets(functions, "us-east-1", "000000000000"),
                metrics);
        var hosted = new InProcessFunctions(
                FunctionHost.builder()
                        .function("order", Integer.class, (input, dc) -> input + 1)
                        .build(),
                checkpoints);
        var dispatcher = new Dispatcher(
                journal,
                functions,
                new Invoker(hosted, new HttpFunctions(), new LambdaFunctions(null)),
                new TaskWatch(journal, topic, seal, ends, patience, now::get, Duration.ofMillis(1)),
                new Envelopes(journal, pages, seal, arns),
                new InvocationContexts(arns, now::get),
                running,
                ends,
                patience,
                metrics,
                Tracing.off(),
                now::get);
        var deliveries = new Deliveries(journal, functions, new CalledFunctions(null), patience, Tracing.off());
        events.begin(dispatcher, deliveries, metrics, Tracing.off());
    }

    @AfterEach
    void stop() {
        patience.close();
    }

    private ExecutionId start() {
        var outcome = new StartExecution(journal, functions)
                .start(new StartExecution.Request(
                        "order", RegisteredFunction.LATEST, null, Payload.of("1"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    private String ticket(int number) {
        Await.until("task " + number + " is on the topic", () -> topic.tickets.size() >= number, journal::toString);
        return topic.tickets.get(number - 1);
    }

    private TakenTasks.Outcome.Taken take(ExecutionId id, String ticket) {
        var outcome = taken.take(id, ticket);
        assertThat(outcome).as("%s", journal).isInstanceOf(TakenTasks.Outcome.Taken.class);
        return (TakenTasks.Outcome.Taken) outcome;
    }

    /** With another last digit. */
    private static String forged(String ticket) {
        int last = ticket.length() - 1;
        return ticket.substring(0, last) + (ticket.charAt(last) == '0' ? '1' : '0');
    }

    private void await(ExecutionId id, Predicate<Execution> condition) {
        Await.until("execution " + id + " is so", () -> condition.test(journal.execution(id)), journal::toString);
    }

    private static Answer returned(String json) {
        return new Answer.Returned(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void whoeverTakesATaskIsInvokedAndSaysHowItEnded() {
        var id = start();

        var task = take(id, ticket(1));
        boolean counted = taken.end(id, task.lease(), returned("{\"Status\":\"SUCCEEDED\",\"Result\":\"2\"}"));

        assertThat(task.envelope().operations()).hasSize(1);
        assertThat(counted).isTrue();
        assertThat(journal.execution(id).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void sayingTwiceHowItEndedCountsOnce() {
        var id = start();
        var task = take(id, ticket(1));

        boolean first = taken.end(id, task.lease(), returned("{\"Status\":\"SUCCEEDED\",\"Result\":\"2\"}"));
        boolean second = taken.end(id, task.lease(), returned("{\"Status\":\"FAILED\"}"));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(journal.execution(id).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aTaskThatIsGivenAgainSaysThatWhoeverHadItWentAwayAndAnotherFollows() {
        var id = start();
        take(id, ticket(1));

        var again = taken.take(id, ticket(1));

        assertThat(again).isInstanceOf(TakenTasks.Outcome.Gone.class);
        assertThat(journal.history(id, 1, 100).toString()).contains("Runtime.ExitError");
        journal.advance(Duration.ofMinutes(2));
        var next = take(id, ticket(2));
        assertThat(taken.end(id, next.lease(), returned("{\"Status\":\"SUCCEEDED\",\"Result\":\"2\"}")))
                .isTrue();
    }

    @Test
    void takingATaskIsNoProgressSoThatFailuresInARowAreCounted() {
        var id = start();
        take(id, ticket(1));
        taken.take(id, ticket(1));
        journal.advance(Duration.ofMinutes(2));
        take(id, ticket(2));
        taken.take(id, ticket(2));

        assertThat(journal.execution(id).lane().failures()).as("%s", journal).isEqualTo(2);
    }

    @Test
    void whoeverWasGivenUpIsNotHeardAnyMore() {
        var id = start();
        var zombie = take(id, ticket(1));
        taken.take(id, ticket(1));

        assertThat(taken.end(id, zombie.lease(), returned("{\"Status\":\"SUCCEEDED\",\"Result\":\"666\"}")))
                .isFalse();
        assertThat(journal.execution(id).status()).as("%s", journal).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void aTaskThatWasTakenAndIsNotHeardOfInItsTimeHasFailedAndAnotherFollows() {
        var id = start();
        take(id, ticket(1));
        var asked = new AtomicInteger();

        Await.until(
                "it has failed",
                () -> {
                    now.updateAndGet(each -> each.plus(FUNCTION.invocationTimeout()));
                    return asked.incrementAndGet() > 0
                            && journal.execution(id).lane().invocation() == Lane.Invocation.BACKING_OFF;
                },
                journal::toString);

        assertThat(journal.history(id, 1, 100).toString()).contains("Sandbox.Timedout");
        journal.advance(Duration.ofMinutes(2));
        take(id, ticket(2));
    }

    @Test
    void aTaskThatNobodyTakesWaitsAndIsOfferedAgainLater() {
        var id = start();
        var first = ticket(1);

        now.updateAndGet(each -> each.plus(Duration.ofHours(13)));

        assertThat(ticket(2)).isEqualTo(first);
        assertThat(journal.execution(id).lane().failures()).isZero();
        take(id, first);
    }

    @Test
    void aSignalThatComesWhileTheCodeSuspendsIsNotLost() {
        var id = start();
        var task = take(id, ticket(1));
        var waits =
                "{\"CheckpointToken\":\"%s\",\"Updates\":[{\"Id\":\"w1\",\"Name\":\"go\",\"Type\":\"CALLBACK\",\"SubType\":\"Signal\",\"Action\":\"START\"}]}"
                        .formatted(task.envelope().checkpointToken());
        var request =
                ProtocolJson.readCheckpointRequest(waits.getBytes(java.nio.charset.StandardCharsets.UTF_8), name -> {
                    throw new AssertionError(name);
                });
        new Checkpoint(journal, seal, running).submit(id, request.checkpointToken(), null, request.updates());
        // It comes before the code has left, and the code is not told of it: so there is another invocation at once.
        new SendSignal(journal).send(id, new SignalName("go"), null, Payload.of("1"));
        taken.end(id, task.lease(), returned("{\"Status\":\"PENDING\"}"));

        var next = take(id, ticket(2));
        assertThat(next.envelope().operations().toString()).contains("SUCCEEDED");
    }

    @Test
    void aFunctionThatMovesElsewhereTakesItsWaitingInvocationsAlong() {
        var id = start();
        ticket(1);

        functions.put(RegisteredFunction.durable("order", new FunctionTarget.InProcess("order")));
        await(id, header -> header.lane().invocation() == Lane.Invocation.BACKING_OFF);
        journal.advance(Duration.ofMinutes(2));

        await(id, header -> header.status() == ExecutionStatus.SUCCEEDED);
        assertThat(taken.take(id, ticket(1))).isInstanceOf(TakenTasks.Outcome.Gone.class);
    }

    @Test
    void aTaskOfAnExecutionThatWasPausedIsGoneAndComesAgainAfterwards() {
        var id = start();
        var ticket = ticket(1);
        var pauses = new PauseExecution(journal);
        pauses.pause(id, false, null);

        var gone = taken.take(id, ticket);
        pauses.resume(id, null);

        assertThat(gone).as("%s", journal).isInstanceOf(TakenTasks.Outcome.Gone.class);
        take(id, ticket(2));
    }

    @Test
    void aForgedTicketOrLeaseAndOneOfAnotherExecutionAreGoodForNothing() {
        var id = start();
        var ticket = ticket(1);
        var other = start();
        var lease = take(id, ticket).lease();

        assertThat(taken.take(other, ticket)).isInstanceOf(TakenTasks.Outcome.Gone.class);
        assertThat(taken.take(id, forged(ticket))).isInstanceOf(TakenTasks.Outcome.Gone.class);
        assertThat(taken.end(other, lease, returned("{\"Status\":\"PENDING\"}")))
                .isFalse();
        assertThat(taken.end(id, ticket, returned("{\"Status\":\"PENDING\"}"))).isFalse();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> TaskQueue.NONE.offer(FUNCTION, id, ticket));
    }
}
