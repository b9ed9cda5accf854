package dev.reprise.core.operation;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What only one type of operation carries. */
public sealed interface OperationDetails {
    /** The type these details belong to. */
    OperationType type();

    /** The recorded result, absent when there is none (yet). */
    @Nullable
    Payload result();

    /** The recorded failure, absent when there is none (yet). */
    @Nullable
    Failure failure();

    /** These details of the same type without result, failure and all that could only matter to replay. */
    default OperationDetails emptied() {
        return switch (this) {
            case ExecutionDetails ignored -> new ExecutionDetails(null, null, null);
            case StepDetails step -> new StepDetails(step.attempt(), null, step.elapsed(), null, null);
            case WaitDetails wait -> wait;
            case CallbackDetails callback ->
                new CallbackDetails(callback.callbackId(), callback.timeoutAt(), null, null, null, null);
            case ChainedInvokeDetails invoke -> new ChainedInvokeDetails(invoke.function(), null, null);
            case ContextDetails ignored -> new ContextDetails(false, null, null);
        };
    }

    /**
     * The execution itself.
     *
     * @param input what it was started with; absent when a chained invoke had none
     */
    record ExecutionDetails(
            @Nullable Payload input,
            @Nullable Payload result,
            @Nullable Failure failure) implements OperationDetails {
        @Override
        public OperationType type() {
            return OperationType.EXECUTION;
        }
    }

    /**
     * A step.
     *
     * @param attempt how many attempts have ended
     * @param nextAttemptAt when the next attempt may begin, while PENDING
     * @param elapsed how long the last attempt ran, where the SDK said so
     */
    record StepDetails(
            int attempt,
            @Nullable Instant nextAttemptAt,
            @Nullable Duration elapsed,
            @Nullable Payload result,
            @Nullable Failure failure)
            implements OperationDetails {
        @Override
        public OperationType type() {
            return OperationType.STEP;
        }
    }

    /**
     * A wait.
     *
     * @param scheduledEnd when it is over
     */
    record WaitDetails(Instant scheduledEnd) implements OperationDetails {
        @Override
        public OperationType type() {
            return OperationType.WAIT;
        }

        @Override
        public @Nullable Payload result() {
            return null;
        }

        @Override
        public @Nullable Failure failure() {
            return null;
        }
    }

    /**
     * A callback or signal wait.
     *
     * @param callbackId what whoever answers must present; absent where nobody can answer from outside
     * @param timeoutAt when it times out, absent for never
     * @param heartbeatTimeout the longest silence allowed, absent for any
     * @param heartbeatDueAt when the present silence becomes too long
     */
    record CallbackDetails(
            @Nullable String callbackId,
            @Nullable Instant timeoutAt,
            @Nullable Duration heartbeatTimeout,
            @Nullable Instant heartbeatDueAt,
            @Nullable Payload result,
            @Nullable Failure failure)
            implements OperationDetails {
        @Override
        public OperationType type() {
            return OperationType.CALLBACK;
        }
    }

    /**
     * A call of another function.
     *
     * @param function the function as the caller wrote it
     */
    record ChainedInvokeDetails(
            String function,
            @Nullable Payload result,
            @Nullable Failure failure) implements OperationDetails {
        @Override
        public OperationType type() {
            return OperationType.CHAINED_INVOKE;
        }
    }

    /**
     * A group of operations.
     *
     * @param replayChildren whether the children stay in the replayed state after the context completed
     */
    record ContextDetails(
            boolean replayChildren,
            @Nullable Payload result,
            @Nullable Failure failure) implements OperationDetails {
        @Override
        public OperationType type() {
            return OperationType.CONTEXT;
        }
    }
}
