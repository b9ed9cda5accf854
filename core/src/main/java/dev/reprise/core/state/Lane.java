package dev.reprise.core.state;

import dev.reprise.core.OperationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The single lane on which an execution's code runs: at most one invocation at a time may change the execution, and it
 * proves itself with the lane's {@code (epoch, seq)}. Everything older is a zombie and is refused.
 *
 * @param epoch raised by each decision to invoke
 * @param invocation what the lane is doing
 * @param failures how many invocations in a row have failed without an accepted checkpoint of any updates
 * @param seq raised by each accepted checkpoint, never reset
 * @param lastCheckpoint the newest accepted checkpoint, to answer its retry in the same way
 * @param unseen operations that changed from outside and that running code has not been told of
 */
public record Lane(
        int epoch,
        Invocation invocation,
        int failures,
        long seq,
        @Nullable LastCheckpoint lastCheckpoint,
        List<OperationId> unseen) {
    /** The lane of an execution whose code has not run yet. */
    public static final Lane NEW = new Lane(0, Invocation.IDLE, 0, 0, null, List.of());

    public Lane {
        unseen = List.copyOf(unseen);
    }

    /** What the lane is doing. */
    public enum Invocation {
        /** Nothing runs; something from outside will wake the execution. */
        IDLE,
        /** The current epoch must run, or is running: the owner's memory knows which. */
        READY,
        /** The last invocation failed; a timer will make the next one ready. */
        BACKING_OFF
    }

    /**
     * An accepted checkpoint.
     *
     * @param seq the sequence number it consumed
     * @param clientToken the caller's idempotency token
     * @param answered the operations its answer told of
     */
    public record LastCheckpoint(long seq, @Nullable String clientToken, List<OperationId> answered) {
        public LastCheckpoint {
            answered = List.copyOf(answered);
        }
    }
}
