package dev.reprise.workflow.spi;

import dev.reprise.core.operation.OperationStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a running function did. No event holds an input, a result or an error's message: those may be anything,
 * and they are in the history.
 */
public sealed interface ExecutionEvent {
    /** The invocation in which it happened. */
    Invocation invocation();

    /**
     * An invocation of a function for an execution.
     *
     * @param function the function's name
     * @param executionId the execution, by which everything that belongs together is found
     * @param executionName the name it was started under
     * @param executionStartedAt when the execution was started, in whole milliseconds
     * @param context what the host knows of it
     */
    record Invocation(
            String function,
            String executionId,
            String executionName,
            Instant executionStartedAt,
            InvocationContext context) {}

    /**
     * An operation of the execution.
     *
     * @param name the name that the code gave it
     * @param position its place in the run, from 1, by which the journal and the history know it
     */
    record Place(String name, String position) {}

    /**
     * An invocation has begun.
     *
     * @param recorded how many operations it repeats from the journal; 0 for the first
     */
    record InvocationStarted(Invocation invocation, Instant at, int recorded) implements ExecutionEvent {}

    /**
     * An invocation is over. This is the last that is heard of it.
     *
     * @param took how long it took
     * @param ending how it ended
     * @param errorType the type of what the code threw or of what kept it from going on; null when nothing did
     */
    record InvocationEnded(
            Invocation invocation,
            Instant at,
            Duration took,
            Ending ending,
            @Nullable String errorType) implements ExecutionEvent {}

    /** How an invocation ends. */
    enum Ending {
        /** The code waits for something, and nothing runs meanwhile. */
        SUSPENDED,
        /** The execution has its result. */
        SUCCEEDED,
        /** The execution has failed, for good. */
        FAILED,
        /** The invocation could not go on; the service makes another after a pause. */
        CRASHED
    }

    /**
     * An attempt of a step begins; the step's body runs next, on the thread that is told.
     *
     * @param attempt which, from 1
     */
    record StepStarted(Invocation invocation, Place step, int attempt, Instant at) implements ExecutionEvent {}

    /**
     * An attempt of a step has ended, and was recorded unless the outcome says otherwise. Follows each
     * {@link StepStarted}; alone it tells of an attempt that an earlier invocation began and nobody heard of again.
     *
     * @param attempt which, from 1: there were one less retries before
     * @param startedAt when it began
     * @param took how long the body ran; zero where nobody knows
     * @param outcome how it ended
     * @param errorType the type of what the body threw; null when it returned
     */
    record StepEnded(
            Invocation invocation,
            Place step,
            int attempt,
            Instant startedAt,
            Duration took,
            StepOutcome outcome,
            @Nullable String errorType)
            implements ExecutionEvent {}

    /** How an attempt of a step ends. */
    enum StepOutcome {
        /** With the step's result. */
        SUCCEEDED,
        /** With a failure, and another attempt follows after a pause. */
        RETRIED,
        /** With the step's failure. */
        FAILED,
        /** It was cut off or could not be recorded: it counts for nothing, and is made again. */
        UNRECORDED
    }

    /**
     * The code asked for something that comes from outside or takes time, and the journal has taken it down.
     *
     * @param kind what it waits for
     * @param at when, by the journal's clock
     */
    record WaitStarted(Invocation invocation, WaitKind kind, Place operation, Instant at) implements ExecutionEvent {}

    /**
     * The code went on behind a wait for the first time. After an invocation that crashed this may be told once more.
     *
     * @param kind what it waited for
     * @param startedAt when the wait began, by the journal's clock
     * @param endedAt when it ended, by the journal's clock
     * @param status how
     */
    record WaitEnded(
            Invocation invocation,
            WaitKind kind,
            Place operation,
            Instant startedAt,
            Instant endedAt,
            OperationStatus status)
            implements ExecutionEvent {}

    /** What code waits for. */
    enum WaitKind {
        SLEEP,
        SIGNAL,
        CALLBACK,
        CALL
    }
}
