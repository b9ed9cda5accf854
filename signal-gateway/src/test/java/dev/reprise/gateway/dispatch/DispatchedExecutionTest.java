package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.ReleaseExecution;
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
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dispatcher and the functions in the process, over the real fold. */
class DispatchedExecutionTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final JournalEvents events = new JournalEvents();
    private final FoldedJournal journal = new FoldedJournal(events);
    private final Functions functions = Functions.inProcess("function");
    private final Seal seal = new Seal(List.of(new byte[32]));
    private final RunningInvocations running = new RunningInvocations();
    private final ExecutionEnds ends = new ExecutionEnds(journal);
    private final Patience patience = new Patience();
    private final GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry(), running);

    private void serve(DurableFunction<Integer, Integer> function) {
        var checkpoint = new Checkpoint(journal, seal, running);
        var pages = new StatePages(journal, seal);
        var host = FunctionHost.builder()
                .options(RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO))
                .function("function", Integer.class, function)
                .build();
        var inProcess = new InProcessFunctions(
                host,
                new InProcessCheckpoints(
                        checkpoint, pages, new CallTargets(functions, "us-east-1", "000000000000"), metrics));
        Dispatching.begin(
                events,
                journal,
                functions,
                inProcess,
                new LambdaFunctions(null),
                TaskQueue.NONE,
                pages,
                seal,
                running,
                new ExecutionArns("us-east-1", "000000000000"),
                patience,
                metrics,
                Tracing.off());
    }

    @AfterEach
    void stop() {
        patience.close();
    }

    private ExecutionId start(int input) {
        return start(functions, RegisteredFunction.LATEST, Integer.toString(input));
    }

    private ExecutionId start(Functions registry, String qualifier, String input) {
        var outcome = new StartExecution(journal, registry)
                .start(new StartExecution.Request("function", qualifier, null, Payload.of(input), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    private Execution ended(ExecutionId id) {
        var end = ends.await(id, A_MINUTE);
        assertThat(end.status().isClosed()).as("%s", journal).isTrue();
        return end;
    }

    private String result(ExecutionId id) {
        assertThat(ended(id).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
        return journal.operations(id).getFirst().details().result().text();
    }

    private void await(ExecutionId id, Predicate<Execution> condition) {
        long deadline = System.nanoTime() + A_MINUTE.toNanos();
        while (!condition.test(journal.execution(id))) {
            assertThat(System.nanoTime()).as("%s", journal).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void awaitSuspended(ExecutionId id) {
        await(id, header -> header.lane().invocation() == dev.reprise.core.state.Lane.Invocation.IDLE);
    }

    private void awaitBackingOff(ExecutionId id) {
        await(id, header -> header.lane().invocation() == dev.reprise.core.state.Lane.Invocation.BACKING_OFF);
    }

    @Test
    void aFunctionRunsSleepsAndIsWoken() {
        var runs = new AtomicInteger();
        serve((input, dc) -> {
            int doubled = dc.step("double", Integer.class, () -> input * 2 + runs.getAndIncrement());
            dc.sleep("nap", Duration.ofHours(1));
            return doubled;
        });

        var id = start(21);
        awaitSuspended(id);
        journal.advance(Duration.ofHours(2));

        assertThat(result(id)).isEqualTo("42");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aBugInTheDispatcherCostsAPauseAndIsSaidButDoesNotLoseTheInvocation() {
        serve((input, dc) -> input);
        functions.failFind(2); // the first question is the start's, the second the dispatcher's

        var id = start(7);
        awaitBackingOff(id);
        journal.advance(Duration.ofMinutes(2));

        assertThat(result(id)).isEqualTo("7");
        assertThat(journal.history(id, 1, 100).toString()).contains("Dispatcher.Error");
    }

    @Test
    void aFunctionThatRunsWhileItsExecutionIsQuarantinedRunsAgainAfterTheRelease() {
        var runs = new AtomicInteger();
        serve((input, dc) -> dc.step("poison", Integer.class, () -> {
            int run = runs.incrementAndGet();
            if (run == 1) {
                quarantine();
            }
            return run;
        }));

        var id = start(0);
        awaitNoInvocation();
        boolean held = journal.quarantine(id) != null;
        var status = journal.execution(id).status();
        new ReleaseExecution(journal).release(id);

        assertThat(held).isTrue();
        assertThat(status).as("%s", journal).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(result(id)).isEqualTo("2");
    }

    /** Its end is refused, so that the journal shows nothing of it but the attempt. */
    private void awaitNoInvocation() {
        long deadline = System.nanoTime() + A_MINUTE.toNanos();
        while (journal.records().stream().noneMatch(InvocationCompleted.class::isInstance)) {
            assertThat(System.nanoTime()).as("%s", journal).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void quarantine() {
        var started = journal.records().stream()
                .filter(JournalRecord.ExecutionStartRequested.class::isInstance)
                .map(record -> ((JournalRecord.ExecutionStartRequested) record).execution())
                .findFirst()
                .orElseThrow();
        var poison = new Poison(1, "CheckpointSubmitted", "IllegalStateException: a bug", Instant.EPOCH, null);
        var unused =
                journal.submit(new JournalRecord.ExecutionQuarantined(started, PartitionState.NEW.ownerTerm(), poison));
    }

    @Test
    void aLostAnswerToACheckpointIsGivenAgainAndTheStepIsRecordedOnce() {
        var runs = new AtomicInteger();
        serve((input, dc) -> dc.step("count", Integer.class, runs::incrementAndGet));
        journal.leaveUnansweredOnce(CheckpointSubmitted.class);

        var id = start(0);

        assertThat(result(id)).isEqualTo("1");
        assertThat(journal.history(id, 1, 100))
                .as("%s", journal)
                .filteredOn(event -> event.event() instanceof Happening.StepSucceeded)
                .hasSize(1);
    }

    @Test
    void anEndThatIsNotAppendedIsAppendedAgain() {
        serve((input, dc) -> input);
        journal.loseOnce(InvocationCompleted.class);

        assertThat(result(start(7))).isEqualTo("7");
    }

    @Test
    void aHostErrorIsTriedAgainAfterAPause() {
        var runs = new AtomicInteger();
        serve((input, dc) -> {
            if (runs.getAndIncrement() == 0) {
                throw new AssertionError("out of order");
            }
            return input;
        });

        var id = start(7);
        awaitBackingOff(id);
        journal.advance(A_MINUTE);

        assertThat(result(id)).isEqualTo("7");
        assertThat(runs).hasValue(2);
    }

    @Test
    void anUnknownFunctionIsAVisibleFailureUntilItIsRegistered() {
        serve((input, dc) -> input);
        var known = functions.find("function", RegisteredFunction.LATEST);
        functions.remove("function");
        var id = start(Functions.inProcess("function"), RegisteredFunction.LATEST, "5");
        awaitBackingOff(id);
        assertThat(journal.records().toString()).contains("Function.NotFound");

        functions.put(known);
        journal.advance(A_MINUTE);

        assertThat(result(id)).isEqualTo("5");
    }

    @Test
    void anExecutionKeepsTheVersionItWasStartedWithAlsoWhenTheAliasMovesAndTheFunctionChanges() {
        serve((input, dc) -> dc.waitForSignal("go").as(Integer.class));
        functions.publish("function");
        functions.putAlias("function", new Alias("live", "1"));
        var pinned = start(functions, "live", "0");
        var latest = start(0);
        awaitSuspended(pinned);
        awaitSuspended(latest);

        functions.put(RegisteredFunction.durable("function", new FunctionTarget.InProcess("not hosted")));
        functions.publish("function");
        functions.putAlias("function", new Alias("live", "2"));
        for (var id : List.of(pinned, latest)) {
            new SendSignal(journal).send(id, new SignalName("go"), null, Payload.of("9"));
        }

        assertThat(journal.execution(pinned).version()).isEqualTo("1");
        assertThat(result(pinned)).isEqualTo("9");
        awaitBackingOff(latest);
        assertThat(journal.records().toString()).contains("not hosted");
    }

    @Test
    void aVersionThatIsGoneIsAVisibleFailureAndNotAnotherVersion() {
        serve((input, dc) -> input);
        var withVersion = Functions.inProcess("function");
        withVersion.publish("function");

        var id = start(withVersion, "1", "5");
        awaitBackingOff(id);
        assertThat(journal.records().toString()).contains("Function.NotFound", "function:1");
        functions.publish("function");
        journal.advance(A_MINUTE);

        assertThat(result(id)).isEqualTo("5");
    }

    @Test
    void aSignalCompletesTheOldestWait() {
        serve((input, dc) -> dc.waitForSignal("go").as(Integer.class));
        var id = start(0);
        awaitSuspended(id);

        new SendSignal(journal).send(id, new SignalName("go"), null, Payload.of("9"));

        assertThat(result(id)).isEqualTo("9");
    }

    @Test
    void aCallbackGetsAnIdThatOnlyThisServiceCanMake() {
        serve((input, dc) -> dc.callback("approve").await(Integer.class));
        var id = start(0);
        awaitSuspended(id);
        var callback = journal.operations(id).stream()
                .filter(operation -> operation.type() == OperationType.CALLBACK)
                .map(operation -> (dev.reprise.core.operation.OperationDetails.CallbackDetails) operation.details())
                .findFirst()
                .orElseThrow();

        var outcome = new dev.reprise.gateway.application.CompleteCallback(journal, seal)
                .succeed(callback.callbackId(), Payload.of("3"));

        assertThat(outcome).isEqualTo(new dev.reprise.gateway.application.CompleteCallback.Outcome.Accepted());
        assertThat(callback.callbackId()).matches("[A-Za-z0-9+/]+={0,2}").hasSizeLessThanOrEqualTo(1024);
        assertThat(result(id)).isEqualTo("3");
    }

    @Test
    void aStaleDispatchInvokesNothing() {
        var runs = new AtomicInteger();
        serve((input, dc) -> {
            runs.incrementAndGet();
            return dc.waitForSignal("go").as(Integer.class);
        });
        var id = start(0);
        awaitSuspended(id);

        events.dispatch(journal.execution(id), UpdatedOperations.NONE);
        new SendSignal(journal).send(id, new SignalName("go"), null, Payload.of("1"));

        assertThat(result(id)).isEqualTo("1");
        assertThat(runs).as("%s", journal).hasValue(2);
        assertThat(journal.records())
                .filteredOn(JournalRecord.InvocationCompleted.class::isInstance)
                .hasSize(2);
    }
}
