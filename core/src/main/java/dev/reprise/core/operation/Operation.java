package dev.reprise.core.operation;

import dev.reprise.core.OperationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an execution as the journal has made it so far.
 *
 * @param ref how it is named
 * @param status where it stands
 * @param startedAt when it was first started; retries do not change it
 * @param endedAt when it ended, present exactly when the status is terminal
 * @param order its place among the execution's operations by first appearance; 0 is the execution itself
 * @param change the execution's change counter when this operation last changed
 * @param pruned whether a completed context made it unnecessary for replay; then it wakes nobody, and its result and
 *     failure are gone once it has ended
 * @param details what only its type carries
 */
public record Operation(
        OperationRef ref,
        OperationStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        long order,
        long change,
        boolean pruned,
        OperationDetails details) {
    /** The subtype of a {@link OperationType#CALLBACK} that waits for a named signal. */
    public static final String SIGNAL = "Signal";

    /** The operation's id. */
    public OperationId id() {
        return ref.id();
    }

    /** The operation's type. */
    public OperationType type() {
        return details.type();
    }

    /** Whether the execution may be suspended on this operation: something will wake it. */
    public boolean isAwaited() {
        return !pruned && isPending();
    }

    /** Whether the operation changes by itself or by somebody outside, whoever still waits for it. */
    public boolean isPending() {
        return switch (type()) {
            case STEP -> status == OperationStatus.PENDING;
            case WAIT, CALLBACK, CHAINED_INVOKE -> status == OperationStatus.STARTED;
            case EXECUTION, CONTEXT -> false;
        };
    }

    /** Whether this is a wait for a named signal that has not come yet. */
    public boolean isOpenSignalWait() {
        return type() == OperationType.CALLBACK
                && status == OperationStatus.STARTED
                && SIGNAL.equals(ref.subType())
                && ref.name() != null;
    }
}
