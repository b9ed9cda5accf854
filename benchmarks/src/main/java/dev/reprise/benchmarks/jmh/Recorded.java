package dev.reprise.benchmarks.jmh;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.Position;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.RowRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** An execution with some recorded steps, as the fold has left it. Not thread-safe. */
final class Recorded {
    static final ExecutionId ID = new ExecutionId(0, new UUID(7, 11));

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Payload RESULT = Payload.of("\"ok\"");
    private static final Terms TERMS =
            new Terms(Duration.ofDays(366), Duration.ofDays(14), 1_000_000, 1_000_000_000, 6 << 20, 0);

    private final MemoryRows rows = new MemoryRows();
    private final int epoch;
    private long offset;
    private long sequence;
    private int steps;

    Recorded(int count) {
        var key = new ExecutionKey("steps", "steps-1");
        var started = apply(new JournalRecord.ExecutionStartRequested(
                ID, key, "1", TERMS, Payload.of("{}"), "digest", null, null, null));
        epoch = started.effects().stream()
                .filter(Effect.Dispatch.class::isInstance)
                .map(effect -> ((Effect.Dispatch) effect).epoch())
                .findFirst()
                .orElseThrow();
        while (steps < count) {
            var folded = apply(nextStep());
            if (!(folded.verdict() instanceof Verdict.CheckpointAccepted)) {
                throw new IllegalStateException("Expected an accepted checkpoint, but found " + folded.verdict());
            }
            steps++;
            sequence++;
        }
    }

    private Folded apply(JournalRecord record) {
        var folded = Fold.fold(rows, position(), record);
        rows.apply(folded.changes());
        offset++;
        return folded;
    }

    MemoryRows rows() {
        return rows;
    }

    /** Where the next record stands. */
    Position position() {
        return new Position(0, offset, AT.plusMillis(offset));
    }

    /** The checkpoint of the next step, which is not applied. */
    CheckpointSubmitted nextStep() {
        int number = steps + 1;
        var ref = OperationRef.of(Integer.toString(number), "step-" + number, "Step");
        var update = new OperationUpdate.SucceedStep(ref, RESULT, Duration.ofMillis(1));
        return new CheckpointSubmitted(
                ID, epoch, sequence, "0b9f4c52-7a3e-4d7c-9a35-0f6f4f0f7a11", List.of(update), null);
    }

    /** What replay is given. */
    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        rows.scan(new RowRange.Operations(ID), (row, operation) -> operations.add(operation));
        operations.sort(Comparator.comparingLong(Operation::order));
        return operations;
    }
}
