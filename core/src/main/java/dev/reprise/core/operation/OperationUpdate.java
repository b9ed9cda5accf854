package dev.reprise.core.operation;

import dev.reprise.core.Durations;
import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A change to an operation that running code asks for in a checkpoint: one record for each legal pair of type and action. */
public sealed interface OperationUpdate {
    /** How the operation is named. For the execution itself the id means nothing. */
    OperationRef ref();

    /** The type of the operation that is to change. */
    OperationType type();

    /** The operation's id. */
    default OperationId id() {
        return ref().id();
    }

    /** An attempt of a step begins. */
    record StartStep(OperationRef ref) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.STEP;
        }
    }

    /**
     * A step is done. A start need not have come before.
     *
     * @param result what it returned, absent for nothing
     * @param elapsed how long the attempt ran, if known
     */
    record SucceedStep(
            OperationRef ref,
            @Nullable Payload result,
            @Nullable Duration elapsed) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.STEP;
        }
    }

    /** A step has failed for good. */
    record FailStep(
            OperationRef ref, Failure failure, @Nullable Duration elapsed) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.STEP;
        }
    }

    /**
     * An attempt has ended and another follows after a delay: after a failure, or, with a state instead, because a
     * condition does not hold yet.
     *
     * @param delay how long until the next attempt may begin, more than zero
     * @param state what the next attempt starts from
     * @param failure why the attempt failed; never together with a state
     */
    record RetryStep(
            OperationRef ref,
            Duration delay,
            @Nullable Payload state,
            @Nullable Failure failure,
            @Nullable Duration elapsed)
            implements OperationUpdate {
        public RetryStep {
            Durations.requirePositive("a retry delay", delay);
            if (state != null && failure != null) {
                throw new InvalidValue("Expected a retry with a state or a failure, but found both");
            }
        }

        @Override
        public OperationType type() {
            return OperationType.STEP;
        }
    }

    /** A pause begins. */
    record StartWait(OperationRef ref, Duration duration) implements OperationUpdate {
        public StartWait {
            Durations.requirePositive("a wait", duration);
        }

        @Override
        public OperationType type() {
            return OperationType.WAIT;
        }
    }

    /** A pause is given up. */
    record CancelWait(OperationRef ref) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.WAIT;
        }
    }

    /**
     * A wait for an answer from outside begins; with subtype {@link Operation#SIGNAL}, for the signal of that name.
     *
     * @param callbackId what whoever answers must present; the gateway makes it, running code leaves it absent
     * @param timeout how long to wait in all, absent or zero for ever
     * @param heartbeatTimeout the longest silence allowed, absent or zero for any
     */
    record StartCallback(
            OperationRef ref,
            @Nullable String callbackId,
            @Nullable Duration timeout,
            @Nullable Duration heartbeatTimeout)
            implements OperationUpdate {
        public StartCallback {
            if (timeout != null) {
                Durations.requireNotNegative("a callback timeout", timeout);
            }
            if (heartbeatTimeout != null) {
                Durations.requireNotNegative("a heartbeat timeout", heartbeatTimeout);
            }
        }

        @Override
        public OperationType type() {
            return OperationType.CALLBACK;
        }
    }

    /**
     * A call of another function begins.
     *
     * @param target what the gateway found the function to be when the call was asked for
     * @param input the called function's input, absent for none
     * @param tenant whom it is to be called for; absent for the caller's own
     */
    record StartChainedInvoke(
            OperationRef ref,
            InvokeTarget target,
            @Nullable Payload input,
            @Nullable String tenant) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.CHAINED_INVOKE;
        }
    }

    /** A group of operations begins. */
    record StartContext(OperationRef ref) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.CONTEXT;
        }
    }

    /** A group of operations is done. */
    record SucceedContext(OperationRef ref, @Nullable Payload result, boolean replayChildren)
            implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.CONTEXT;
        }
    }

    /** A group of operations has failed. */
    record FailContext(OperationRef ref, Failure failure, boolean replayChildren) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.CONTEXT;
        }
    }

    /** The execution is done, said by checkpoint because its result is too large for a response. */
    record SucceedExecution(OperationRef ref, @Nullable Payload result) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.EXECUTION;
        }
    }

    /** The execution has failed, said by checkpoint. */
    record FailExecution(OperationRef ref, Failure failure) implements OperationUpdate {
        @Override
        public OperationType type() {
            return OperationType.EXECUTION;
        }
    }
}
