package dev.reprise.benchmarks.engine;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.streams.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** An execution whose code is a script. For one thread at a time. */
public final class ScriptedExecution {
    private static final Payload RESULT = Payload.of("\"ok\"");

    private final Journal journal;
    private final ExecutionId id;
    private final int epoch;
    private long sequence;
    private int operations;

    ScriptedExecution(Journal journal, ExecutionId id, int epoch) {
        this.journal = journal;
        this.id = id;
        this.epoch = epoch;
    }

    /** Records one step that has succeeded, and waits for the verdict. */
    public void step() throws ExecutionException, InterruptedException {
        steps(1);
    }

    /** Records several in one checkpoint. */
    public void steps(int count) throws ExecutionException, InterruptedException {
        var updates = new ArrayList<OperationUpdate>(count);
        for (int i = 0; i < count; i++) {
            updates.add(new OperationUpdate.SucceedStep(next("step", "Step"), RESULT, null));
        }
        checkpoint(updates);
    }

    /** Ends the invocation in a sleep. */
    public void sleep(Duration duration) throws ExecutionException, InterruptedException {
        checkpoint(List.of(new OperationUpdate.StartWait(next("sleep", "Wait"), duration)));
        end(new InvocationOutcome.Suspended(0));
    }

    /** Returns. */
    public void succeed() throws ExecutionException, InterruptedException {
        end(new InvocationOutcome.Succeeded(RESULT));
    }

    private OperationRef next(String kind, String subType) {
        operations++;
        return OperationRef.of(Integer.toString(operations), kind + "-" + operations, subType);
    }

    private void checkpoint(List<OperationUpdate> updates) throws ExecutionException, InterruptedException {
        var verdict = journal.submit(new JournalRecord.CheckpointSubmitted(
                        id, epoch, sequence++, UUID.randomUUID().toString(), updates, null))
                .get();
        if (!(verdict instanceof Verdict.CheckpointAccepted)) {
            throw new IllegalStateException("Expected an accepted checkpoint, but found " + verdict);
        }
    }

    private void end(InvocationOutcome outcome) throws ExecutionException, InterruptedException {
        journal.submit(new JournalRecord.InvocationCompleted(
                        id, epoch, "request", Instant.EPOCH, Instant.EPOCH, outcome))
                .get();
    }
}
