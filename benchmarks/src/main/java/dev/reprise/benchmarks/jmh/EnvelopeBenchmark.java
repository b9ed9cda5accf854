package dev.reprise.benchmarks.jmh;

import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
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

/** What a function is invoked with, as JSON, by how many steps are in it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EnvelopeBenchmark {
    /** How many steps are recorded. */
    @Param({"0", "20", "1000"})
    int operations;

    InvocationEnvelope envelope = new InvocationEnvelope(Replayed.ARN, "token", List.of(), null, List.of());
    byte[] json = new byte[0];

    /** Records them. */
    @Setup
    public void record() {
        envelope =
                new InvocationEnvelope(Replayed.ARN, "token", new Recorded(operations).operations(), null, List.of());
        json = ProtocolJson.writeEnvelope(envelope);
    }

    /** To JSON, as the dispatcher does. */
    @Benchmark
    public byte[] write() {
        return ProtocolJson.writeEnvelope(envelope);
    }

    /** From JSON, as the host does. */
    @Benchmark
    public InvocationEnvelope read() {
        return ProtocolJson.readEnvelope(json);
    }
}
