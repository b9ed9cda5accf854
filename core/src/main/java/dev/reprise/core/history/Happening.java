package dev.reprise.core.history;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The kinds of history event, one for each event type of the durable execution protocol (reference, section 9.3). */
public sealed interface Happening {
    /** What code was given; null where that is not what the event is about. */
    default @Nullable Payload input() {
        return null;
    }

    /** What code returned; null where that is not what the event is about. */
    default @Nullable Payload result() {
        return null;
    }

    /** What went wrong; null where nothing did. */
    default @Nullable Failure failure() {
        return null;
    }

    record ExecutionStarted(@Nullable Payload input, Duration timeout) implements Happening {}

    record ExecutionSucceeded(@Nullable Payload result) implements Happening {}

    record ExecutionFailed(Failure failure) implements Happening {}

    record ExecutionTimedOut(Failure failure) implements Happening {}

    record ExecutionStopped(Failure failure) implements Happening {}

    /**
     * No invocation follows until the execution is resumed.
     *
     * @param requestedAt when the pause was asked for; it took effect later if an invocation was running
     */
    record ExecutionPaused(
            Instant requestedAt,
            boolean timeoutPaused,
            @Nullable String reason) implements Happening {}

    record ExecutionResumed(Instant requestedAt, @Nullable String reason) implements Happening {}

    record ContextStarted() implements Happening {}

    record ContextSucceeded(@Nullable Payload result) implements Happening {}

    record ContextFailed(Failure failure) implements Happening {}

    record StepStarted() implements Happening {}

    /**
     * An attempt succeeded; with a retry delay, only in the sense that a condition does not hold yet.
     *
     * @param elapsed how long the attempt ran, where the SDK said so
     */
    record StepSucceeded(
            @Nullable Payload result, Retry retry, @Nullable Duration elapsed) implements Happening {}

    /**
     * An attempt failed; for good unless there is a retry delay.
     *
     * @param elapsed how long the attempt ran, where the SDK said so
     */
    record StepFailed(
            Failure failure, Retry retry, @Nullable Duration elapsed) implements Happening {}

    record WaitStarted(Duration duration, Instant scheduledEnd) implements Happening {}

    /**
     * A wait is over.
     *
     * @param duration how long it was to be; the event's time says when its end was noticed
     */
    record WaitSucceeded(Duration duration) implements Happening {}

    record WaitCancelled() implements Happening {}

    record CallbackStarted(
            @Nullable String callbackId,
            @Nullable Duration timeout,
            @Nullable Duration heartbeatTimeout) implements Happening {}

    record CallbackSucceeded(@Nullable Payload result) implements Happening {}

    record CallbackFailed(Failure failure) implements Happening {}

    record CallbackTimedOut(Failure failure) implements Happening {}

    /**
     * A call of another function began.
     *
     * @param function the function as the caller wrote it
     * @param version the version it stood for; absent when it could not be called
     * @param child what the execution that it starts is known by; absent when the function is a plain one
     * @param tenant whom it is called for, if anybody said so
     * @param input absent for none
     */
    record ChainedInvokeStarted(
            String function,
            @Nullable String version,
            @Nullable ExecutionKey child,
            @Nullable String tenant,
            @Nullable Payload input)
            implements Happening {}

    record ChainedInvokeSucceeded(@Nullable Payload result) implements Happening {}

    record ChainedInvokeFailed(Failure failure) implements Happening {}

    record ChainedInvokeTimedOut(Failure failure) implements Happening {}

    record ChainedInvokeStopped(Failure failure) implements Happening {}

    /**
     * The code ran and returned, crashed or was lost.
     *
     * @param requestId the invocation's id in the logs of the function's host
     * @param failure why the invocation failed, absent when it did not
     */
    record InvocationCompleted(
            Instant startedAt,
            Instant endedAt,
            String requestId,
            @Nullable Failure failure) implements Happening {}

    /**
     * Which attempt it was, and how long until the next.
     *
     * @param attempt from 1
     * @param nextDelay absent when there is no next attempt
     */
    record Retry(int attempt, @Nullable Duration nextDelay) {}
}
