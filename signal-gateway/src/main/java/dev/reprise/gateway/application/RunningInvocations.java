package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The invocations that this node runs, and how much of what happened outside each has been told. Told is what its
 * envelope and the answers to its polls showed; what checkpoints showed, the journal knows itself. Thread-safe.
 */
public final class RunningInvocations {
    private final ConcurrentHashMap<ExecutionId, Running> running = new ConcurrentHashMap<>();

    private record Running(int epoch, long seenChange) {}

    /**
     * An invocation begins.
     *
     * @param seenChange the execution's change counter when its envelope was built
     */
    public void begin(ExecutionId execution, int epoch, long seenChange) {
        running.put(execution, new Running(epoch, seenChange));
    }

    /** An invocation has been told of everything up to a change. */
    void told(ExecutionId execution, int epoch, long change) {
        running.computeIfPresent(
                execution,
                (id, one) -> one.epoch() == epoch && one.seenChange() < change ? new Running(epoch, change) : one);
    }

    /** The change counter up to which an invocation has been told of changes. */
    public long seenChange(ExecutionId execution, int epoch) {
        var found = find(execution, epoch);
        return found == null ? 0 : found.seenChange();
    }

    private @Nullable Running find(ExecutionId execution, int epoch) {
        var found = running.get(execution);
        return found == null || found.epoch() != epoch ? null : found;
    }

    /** An invocation has ended. */
    public void end(ExecutionId execution, int epoch) {
        running.computeIfPresent(execution, (id, one) -> one.epoch() == epoch ? null : one);
    }

    /** How many there are. */
    public int count() {
        return running.size();
    }
}
