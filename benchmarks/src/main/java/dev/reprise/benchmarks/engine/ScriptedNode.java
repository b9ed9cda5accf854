package dev.reprise.benchmarks.engine;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.JournalListener;
import dev.reprise.streams.KafkaJournal;
import dev.reprise.streams.Peers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The journal alone, driven by a script instead of user code: what the engine costs without the SDK and the service. */
public final class ScriptedNode implements JournalListener, AutoCloseable {
    private static final String FUNCTION = "scripted";
    /** As usual, but with room for the longest histories that are measured. */
    private static final Terms TERMS =
            new Terms(Duration.ofDays(366), Duration.ofDays(14), 1_000_000, 1_000_000_000, 6 << 20, 0);

    private final ConcurrentHashMap<ExecutionId, CompletableFuture<Integer>> dispatched = new ConcurrentHashMap<>();
    private final Journal journal;

    /** Takes part in a journal, and returns when all of it is served. */
    public ScriptedNode(JournalConfig config) throws InterruptedException {
        journal = KafkaJournal.open(config, this, Peers.NONE);
        while (!journal.health().ready()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Starts an execution and waits until its code may run. */
    public ScriptedExecution start() throws Exception {
        var key = new ExecutionKey(FUNCTION, UUID.randomUUID().toString());
        var id = journal.newExecutionId(key);
        var dispatch = new CompletableFuture<Integer>();
        dispatched.put(id, dispatch);
        journal.submit(new JournalRecord.ExecutionStartRequested(
                        id, key, "1", TERMS, Payload.of("{}"), "", null, null, null))
                .get();
        int epoch = dispatch.get();
        journal.operations(id);
        return new ScriptedExecution(journal, id, epoch);
    }

    @Override
    public void dispatch(Execution header, UpdatedOperations updated) {
        var waiting = dispatched.remove(header.id());
        if (waiting != null) {
            waiting.complete(header.lane().epoch());
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
