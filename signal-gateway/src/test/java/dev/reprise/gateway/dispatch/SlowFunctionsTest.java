package dev.reprise.gateway.dispatch;

import static dev.reprise.gateway.LambdaStandIn.refusing;
import static dev.reprise.gateway.LambdaStandIn.returning;
import static dev.reprise.gateway.LambdaStandIn.throttling;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.Await;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.LambdaStandIn;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.StopExecution;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.workflow.host.FunctionHost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One function's trouble, and what others notice of it: nothing. Over real connections. */
class SlowFunctionsTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 3;

    private final JournalEvents events = new JournalEvents();
    private final FoldedJournal journal = new FoldedJournal(events);
    private final Functions functions = new Functions();
    private final ExecutionEnds ends = new ExecutionEnds(journal);
    private final Patience patience = new Patience();
    private final List<SocketHost> hosts = new ArrayList<>();
    private final LambdaStandIn standIn = LambdaStandIn.start();
    private final LambdaFunctions lambda = new LambdaFunctions(
            new LambdaClients(
                    standIn.endpoint(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret"))),
            InstantSource.system());

    @BeforeEach
    void serve() {
        var seal = new Seal(List.of(new byte[32]));
        var running = new RunningInvocations();
        var metrics = new GatewayMetrics(new SimpleMeterRegistry(), running);
        var pages = new StatePages(journal, seal);
        var inProcess = new InProcessFunctions(
                FunctionHost.builder().build(),
                new InProcessCheckpoints(
                        new Checkpoint(journal, seal, running),
                        pages,
                        new CallTargets(functions, "us-east-1", "000000000000"),
                        metrics));
        Dispatching.begin(
                events,
                journal,
                functions,
                inProcess,
                lambda,
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
        hosts.forEach(SocketHost::close);
        lambda.close();
        standIn.close();
    }

    private SocketHost host(SocketHost.Manner manner) {
        var host = SocketHost.thatAnswers(manner);
        hosts.add(host);
        return host;
    }

    private void register(String name, URI uri, Duration timeout) {
        register(name, new FunctionTarget.Http(uri), AT_ONCE, timeout);
    }

    private void register(String name, FunctionTarget target, int atOnce, Duration timeout) {
        functions.put(
                new RegisteredFunction(name, RegisteredFunction.LATEST, target, true, Terms.DEFAULT, atOnce, timeout));
    }

    private void registerInLambda(String name, int atOnce) {
        var arn = "arn:aws:lambda:eu-west-1:123456789012:function:" + name;
        register(name, new FunctionTarget.Lambda(arn), atOnce, A_MINUTE);
    }

    private long invocations(ExecutionId id) {
        return journal.records().stream()
                .filter(record -> record instanceof InvocationCompleted ended
                        && ended.execution().equals(id))
                .count();
    }

    private ExecutionId start(String function) {
        var outcome = new StartExecution(journal, functions)
                .start(new StartExecution.Request(
                        function, RegisteredFunction.LATEST, null, Payload.of("1"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    private List<ExecutionId> start(String function, int count) {
        return IntStream.range(0, count).mapToObj(i -> start(function)).toList();
    }

    /** What invocations of an execution crashed with, so far. */
    private List<String> crashes(ExecutionId id) {
        return journal.records().stream()
                .filter(InvocationCompleted.class::isInstance)
                .map(InvocationCompleted.class::cast)
                .filter(ended -> ended.execution().equals(id))
                .map(InvocationCompleted::outcome)
                .filter(InvocationOutcome.Crashed.class::isInstance)
                .map(crashed -> ((InvocationOutcome.Crashed) crashed).failure().type())
                .toList();
    }

    private void assertPromptOnesEnd() {
        var prompt = host(SocketHost.answering("{\"Status\":\"SUCCEEDED\",\"Result\":\"42\"}"));
        register("prompt", prompt.uri(), A_MINUTE);
        for (var id : start("prompt", 20)) {
            assertThat(ends.await(id, A_MINUTE).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @Test
    void aFunctionThatNeverAnswersHoldsItsOwnPlacesAndNobodyElses() {
        var silent = host(SocketHost.SILENT);
        register("silent", silent.uri(), Duration.ofMinutes(15));
        start("silent", 50);
        silent.awaitConnections(AT_ONCE);

        assertPromptOnesEnd();

        assertThat(silent.connections()).as("no more than its limit").isEqualTo(AT_ONCE);
        silent.hangUp(1);
        silent.awaitConnections(AT_ONCE + 1);
    }

    @Test
    void aFunctionThatIsNotThereKeepsNobodyWaiting() {
        var absent = host(SocketHost.SILENT);
        absent.close();
        register("absent", absent.uri(), A_MINUTE);
        var id = start("absent", 50).getFirst();

        assertPromptOnesEnd();

        Await.until("it was called", () -> !crashes(id).isEmpty(), journal::toString);
        assertThat(crashes(id)).containsOnly("Function.Unreachable");
    }

    @Test
    void aFunctionWhoseAnswerDripsIsGivenUpWhenItsTimeIsOverAndItsConnectionClosed() {
        var dripping = host(SocketHost.DRIPPING);
        register("dripping", dripping.uri(), Duration.ofSeconds(1));
        var id = start("dripping");
        dripping.awaitConnections(1);

        assertPromptOnesEnd();

        dripping.awaitClosedByTheOther(1);
        Await.until("it is given up", () -> !crashes(id).isEmpty(), journal::toString);
        assertThat(crashes(id)).containsOnly("Sandbox.Timedout");
    }

    @Test
    void anAnswerWithoutAnEndIsCutOffAndItsConnectionClosed() {
        var endless = host(SocketHost.ENDLESS);
        register("endless", endless.uri(), A_MINUTE);
        var id = start("endless");

        assertPromptOnesEnd();

        endless.awaitClosedByTheOther(1);
        Await.until("it is given up", () -> !crashes(id).isEmpty(), journal::toString);
        assertThat(crashes(id)).containsOnly("Function.AnswerTooLarge");
    }

    @Test
    void aThrottledInvocationIsWaitedForAndTheJournalKnowsOfOneInvocationOnly() {
        standIn.then(throttling(), refusing(502, "EC2ThrottledException"), throttling())
                .otherwise(returning("{\"Status\":\"SUCCEEDED\",\"Result\":\"42\"}"));
        registerInLambda("busy", AT_ONCE);

        var id = start("busy");

        assertThat(ends.await(id, A_MINUTE).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(standIn.calls()).hasSize(4);
        assertThat(invocations(id)).as("%s", journal).isEqualTo(1);
    }

    @Test
    void whileLambdaThrottlesAFunctionTheOthersGoOn() {
        standIn.otherwise(throttling());
        registerInLambda("busy", AT_ONCE);
        start("busy", 50);

        assertPromptOnesEnd();
    }

    @Test
    void anExecutionThatIsStoppedWhileItIsThrottledGivesUpItsPlace() {
        standIn.otherwise(throttling());
        registerInLambda("busy", 1);
        var stopped = start("busy");
        Await.until("it is throttled", () -> !standIn.calls().isEmpty(), journal::toString);

        new StopExecution(journal).stop(stopped, Failure.of("Stopped", "by the test"));
        standIn.otherwise(returning("{\"Status\":\"SUCCEEDED\",\"Result\":\"42\"}"));
        var next = start("busy");

        assertThat(ends.await(next, A_MINUTE).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(invocations(stopped)).as("%s", journal).isZero();
    }

    @Test
    void anOutageOfLambdaIsAFailedInvocationThatIsMadeAgain() {
        standIn.then(refusing(500, "ServiceException"))
                .otherwise(returning("{\"Status\":\"SUCCEEDED\",\"Result\":\"42\"}"));
        registerInLambda("order", AT_ONCE);

        var id = start("order");
        Await.until("it has failed", () -> !crashes(id).isEmpty(), journal::toString);
        journal.advance(A_MINUTE);

        assertThat(ends.await(id, A_MINUTE).status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(crashes(id)).containsExactly("ServiceException");
    }

    @Test
    void anOutputOfLambdaThatIsNoneFailsTheExecutionAsItDoesInAws() {
        standIn.otherwise(returning("<html>"));
        registerInLambda("liar", AT_ONCE);

        var id = start("liar");

        assertThat(ends.await(id, A_MINUTE).status()).as("%s", journal).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void anAnswerThatIsNoneIsAFailedInvocation() {
        var garbage = host(connection -> connection.getOutputStream().write("SSH-2.0-OpenSSH\r\n".getBytes(UTF_8)));
        register("garbage", garbage.uri(), A_MINUTE);
        var id = start("garbage");

        Await.until("it is given up", () -> !crashes(id).isEmpty(), journal::toString);
        assertThat(crashes(id)).containsOnly("Runtime.ExitError");
    }
}
