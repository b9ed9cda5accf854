package dev.reprise.benchmarks.jmh;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.RowCodec;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes to values and back: the journal record of a step, and the two rows that it changes each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
    private final Recorded recorded = new Recorded(20);
    private final JournalRecord checkpoint = recorded.nextStep();
    private final byte[] checkpointBytes = JournalCodec.encode(checkpoint);

    private final Row.Header headerRow = new Row.Header(Recorded.ID);
    private final Execution header = Objects.requireNonNull(recorded.rows().get(headerRow));
    private final byte[] headerBytes = RowCodec.encode(headerRow, header);

    private final Operation operation = recorded.operations().getLast();
    private final Row.OfOperation operationRow = new Row.OfOperation(Recorded.ID, operation.id());
    private final byte[] operationBytes = RowCodec.encode(operationRow, operation);

    /** A journal record to bytes. */
    @Benchmark
    public byte[] encodeJournalRecord() {
        return JournalCodec.encode(checkpoint);
    }

    /** Bytes to a journal record. */
    @Benchmark
    public JournalRecord decodeJournalRecord() {
        return JournalCodec.decode(checkpointBytes);
    }

    /** An execution's header to bytes. */
    @Benchmark
    public byte[] encodeHeaderRow() {
        return RowCodec.encode(headerRow, header);
    }

    /** Bytes to an execution's header. */
    @Benchmark
    public Execution decodeHeaderRow() {
        return RowCodec.decode(headerRow, headerBytes);
    }

    /** An operation to bytes. */
    @Benchmark
    public byte[] encodeOperationRow() {
        return RowCodec.encode(operationRow, operation);
    }

    /** Bytes to an operation. */
    @Benchmark
    public Operation decodeOperationRow() {
        return RowCodec.decode(operationRow, operationBytes);
    }
}
