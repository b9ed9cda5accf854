package dev.reprise.benchmarks;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.JournalListener;
import dev.reprise.streams.KafkaJournal;
import dev.reprise.streams.Peers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The journal alone, driven by a script instead of user code: what the engine costs without the SDK and the service. */
final class ScriptedNode implements JournalListener, AutoCloseable {
    private static final Payload RESULT = Payload.of("\"ok\"");

    private final ConcurrentHashMap<ExecutionId, CompletableFuture<Integer>> dispatched = new ConcurrentHashMap<>();
    private final Journal journal;
    private final String function;

    ScriptedNode(JournalConfig config, String function) throws InterruptedException {
        this.function = function;
        journal = KafkaJournal.open(config, this, Peers.NONE);
        while (!journal.health().ready()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Starts an execution, records steps one after the other, and ends it. */
    void runSteps(int steps) throws Exception {
        var key = new ExecutionKey(function, UUID.randomUUID().toString());
        var id = journal.newExecutionId(key);
        var dispatch = new CompletableFuture<Integer>();
        dispatched.put(id, dispatch);
        journal.submit(new JournalRecord.ExecutionStartRequested(
                        id, key, "1", Terms.DEFAULT, Payload.of("{}"), "", null, null, null))
                .get();
        int epoch = dispatch.get();
        journal.operations(id);
        for (int step = 1; step <= steps; step++) {
            var update = new OperationUpdate.SucceedStep(
                    OperationRef.of(Integer.toString(step), "step-" + step, "Step"), RESULT, null);
            var verdict = journal.submit(new JournalRecord.CheckpointSubmitted(
                            id, epoch, step - 1L, UUID.randomUUID().toString(), List.of(update), null))
                    .get();
            if (!(verdict instanceof Verdict.CheckpointAccepted)) {
                throw new IllegalStateException("Expected an accepted checkpoint, but found " + verdict);
            }
        }
        journal.submit(new JournalRecord.InvocationCompleted(
                        id, epoch, "request", Instant.EPOCH, Instant.EPOCH, new InvocationOutcome.Succeeded(RESULT)))
                .get();
    }

    @Override
    public void dispatch(ExecutionId execution, int epoch) {
        var waiting = dispatched.remove(execution);
        if (waiting != null) {
            waiting.complete(epoch);
        }
    }

    @Override
    public void news(ExecutionId execution) {}

    @Override
    public void summary(Execution execution) {}

    @Override
    public void nearLimit(ExecutionId execution, String what, long used, long limit) {}

    @Override
    public void deliver(int partition, OutgoingId id, Outgoing message) {}

    @Override
    public void close() {
        journal.close();
    }
}
