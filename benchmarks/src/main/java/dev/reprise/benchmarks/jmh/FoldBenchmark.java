package dev.reprise.benchmarks.jmh;

import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.MemoryRows;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The fold of a checkpoint with one step, over rows in memory, by the length of the history before it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FoldBenchmark {
    /** How many steps are recorded before. */
    @Param({"10", "1000", "10000"})
    int operations;

    MemoryRows rows = new MemoryRows();
    Position position = new Recorded(0).position();
    CheckpointSubmitted checkpoint = new Recorded(0).nextStep();

    /** Records them. */
    @Setup
    public void record() {
        var recorded = new Recorded(operations);
        rows = recorded.rows();
        position = recorded.position();
        checkpoint = recorded.nextStep();
    }

    /** Folds, and applies nothing, so that each time is the same. */
    @Benchmark
    public Folded fold() {
        return Fold.fold(rows, position, checkpoint);
    }
}
