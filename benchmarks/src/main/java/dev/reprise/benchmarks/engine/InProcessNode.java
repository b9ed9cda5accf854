package dev.reprise.benchmarks.engine;

import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.dispatch.Dispatching;
import dev.reprise.gateway.dispatch.InProcessCheckpoints;
import dev.reprise.gateway.dispatch.InProcessFunctions;
import dev.reprise.gateway.dispatch.JournalEvents;
import dev.reprise.gateway.dispatch.LambdaFunctions;
import dev.reprise.gateway.dispatch.Patience;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.KafkaJournal;
import dev.reprise.streams.Peers;
import dev.reprise.workflow.host.FunctionHost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node as the service has it, with a function in its own process, but without HTTP: the SDK's way of one step. */
public final class InProcessNode implements AutoCloseable {
    private static final String FUNCTION = BenchmarkFunctions.STEPS;
    private static final Duration LONGEST_EXECUTION = Duration.ofSeconds(60);

    private final JournalEvents events = new JournalEvents();
    private final ExecutionEnds ends;
    private final Patience patience = new Patience();
    private final Journal journal;
    private final StartExecution starts;

    private final Payload input;

    /** A node whose function has so many steps that do nothing and return this; returns when it serves. */
    public InProcessNode(JournalConfig config, int steps, String result) throws InterruptedException {
        input = Payload.of("{\"steps\":%d,\"result\":\"%s\"}".formatted(steps, result));
        journal = KafkaJournal.open(config, events, Peers.NONE);
        ends = new ExecutionEnds(journal);
        var functions = new OneFunction(new RegisteredFunction(
                FUNCTION,
                RegisteredFunction.LATEST,
                new FunctionTarget.InProcess(FUNCTION),
                true,
                Terms.DEFAULT,
                10_000,
                Duration.ofMinutes(1)));
        starts = new StartExecution(journal, functions);
        var running = new RunningInvocations();
        var metrics = new GatewayMetrics(new SimpleMeterRegistry(), running);
        var seal = new Seal(List.of("a secret for benchmarks alone".getBytes(StandardCharsets.UTF_8)));
        var pages = new StatePages(journal, seal);
        var arns = new ExecutionArns("eu-west-1", "000000000000");
        var checkpoints = new InProcessCheckpoints(
                new Checkpoint(journal, seal, running),
                pages,
                new CallTargets(functions, arns.region(), arns.account()),
                metrics);
        var hosted = new InProcessFunctions(
                FunctionHost.builder().function(BenchmarkFunctions.steps()).build(), checkpoints);
        var noLambda = new LambdaFunctions(null);
        Dispatching.begin(
                events,
                journal,
                functions,
                hosted,
                noLambda,
                TaskQueue.NONE,
                pages,
                seal,
                running,
                arns,
                patience,
                metrics,
                Tracing.off());
        while (!journal.health().ready()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Runs one execution from its start to its end. */
    public void run() {
        var outcome = starts.start(
                new StartExecution.Request(FUNCTION, RegisteredFunction.LATEST, null, input, Caller.UNKNOWN));
        if (!(outcome instanceof StartOutcome.Started started)) {
            throw new IllegalStateException("Expected a start, but found " + outcome);
        }
        var ended = ends.await(started.execution(), LONGEST_EXECUTION);
        if (ended == null || !ended.status().isClosed()) {
            throw new IllegalStateException(
                    "Expected an end within %s, but found %s".formatted(LONGEST_EXECUTION, ended));
        }
    }

    @Override
    public void close() {
        patience.close();
        journal.close();
    }

    private record OneFunction(RegisteredFunction function) implements FunctionRegistry {
        @Override
        public @Nullable RegisteredFunction find(String name, String qualifier) {
            return name.equals(function.name()) && qualifier.equals(RegisteredFunction.LATEST) ? function : null;
        }

        @Override
        public @Nullable FunctionVersions versions(String name) {
            return name.equals(function.name()) ? new FunctionVersions(function, List.of(), List.of()) : null;
        }

        @Override
        public List<RegisteredFunction> all() {
            return List.of(function);
        }

        @Override
        public void put(RegisteredFunction latest) {
            throw fixed();
        }

        @Override
        public @Nullable RegisteredFunction publish(String name) {
            throw fixed();
        }

        @Override
        public void putAlias(String name, Alias alias) {
            throw fixed();
        }

        @Override
        public boolean remove(String name) {
            throw fixed();
        }

        @Override
        public boolean remove(String name, String qualifier) {
            throw fixed();
        }

        private static UnsupportedOperationException fixed() {
            return new UnsupportedOperationException("The benchmark has one function, fixed");
        }
    }
}
