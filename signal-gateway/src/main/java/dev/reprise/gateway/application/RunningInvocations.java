package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The invocations that this node runs, and how much of what happened outside each has been told. Told is what its
 * envelope and the answers to its polls showed; what checkpoints showed, the journal knows itself. Thread-safe.
 */
public final class RunningInvocations {
    private final ConcurrentHashMap<ExecutionId, Seen> running = new ConcurrentHashMap<>();

    private record Seen(int epoch, long change) {}

    /**
     * An invocation begins.
     *
     * @param seenChange the execution's change counter when its envelope was built
     */
    public void begin(ExecutionId execution, int epoch, long seenChange) {
        running.put(execution, new Seen(epoch, seenChange));
    }

    /** An invocation has been told of everything up to a change. */
    void told(ExecutionId execution, int epoch, long change) {
        running.computeIfPresent(
                execution,
                (id, seen) -> seen.epoch() == epoch && seen.change() < change ? new Seen(epoch, change) : seen);
    }

    /** The change counter up to which an invocation has been told of changes. */
    public long seenChange(ExecutionId execution, int epoch) {
        var seen = running.get(execution);
        return seen == null || seen.epoch() != epoch ? 0 : seen.change();
    }

    /** An invocation has ended. */
    public void end(ExecutionId execution, int epoch) {
        running.computeIfPresent(execution, (id, seen) -> seen.epoch() == epoch ? null : seen);
    }

    /** How many there are. */
    public int count() {
        return running.size();
    }
}
