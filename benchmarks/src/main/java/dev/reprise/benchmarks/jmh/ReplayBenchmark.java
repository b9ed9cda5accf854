package dev.reprise.benchmarks.jmh;

import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The SDK's replay of a function all of whose steps are recorded, from the envelope as an object to the output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReplayBenchmark {
    private final FunctionHost host =
            FunctionHost.builder().function(BenchmarkFunctions.steps()).build();

    /** How many steps are recorded. */
    @Param("1000")
    int steps;

    Replayed journal = new Replayed("{}");
    InvocationEnvelope envelope = new InvocationEnvelope(Replayed.ARN, "token", List.of(), null, List.of());

    /** Runs the function for the first time. */
    @Setup
    public void record() {
        journal = new Replayed("{\"steps\":%d}".formatted(steps));
        host.invoke(BenchmarkFunctions.STEPS, journal.envelope(), journal);
        envelope = journal.envelope();
    }

    /** Runs it again. */
    @Benchmark
    public InvocationOutput replay() {
        return host.invoke(BenchmarkFunctions.STEPS, envelope, journal);
    }
}
