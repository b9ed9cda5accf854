package dev.reprise.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What a durable function works through. Each call is recorded in the journal under its position and name; when the
 * function runs again, the same call gives the recorded answer at once. A name may be used once in an execution, except
 * that signals of one name may be waited for repeatedly.
 *
 * <p>A wait ends the invocation: an {@link Error} unwinds the function and nothing keeps running. Code that catches
 * {@link Throwable} does not hinder that, but should not be written.
 *
 * <p>Only the thread that runs the function may use its context, and not from within a step; otherwise
 * {@link IllegalContextUse}. A call that differs from the recorded one ends the invocation with
 * {@link NonDeterministicException}.
 */
public interface DurableContext {
    /** Runs a step with {@link StepOptions#DEFAULT}. */
    default <T> T step(String name, Class<T> type, Callable<? extends @Nullable T> body) {
        return step(name, TypeRef.of(type), body, StepOptions.DEFAULT);
    }

    /** Runs a step whose result is of a plain class. */
    default <T> T step(String name, Class<T> type, Callable<? extends @Nullable T> body, StepSettings settings) {
        return step(name, TypeRef.of(type), body, settings);
    }

    /** Runs a step with {@link StepOptions#DEFAULT} whose result is of a generic type. */
    default <T> T step(String name, TypeRef<T> type, Callable<? extends @Nullable T> body) {
        return step(name, type, body, StepOptions.DEFAULT);
    }

    /**
     * Runs a step: a piece of work whose result is recorded, so that it is done once however often the function runs.
     * After a crash between doing and recording it is done again, see {@link StepContext#idempotencyKey}.
     *
     * @param name the step's name, 1 to 256 characters of printable ASCII
     * @param type what the result is read as; what is returned has been written and read, also the first time
     * @param body the work; its exceptions are retried as the settings say, its {@link Error}s end the invocation
     * @param settings a {@link RetryPolicy} or {@link StepOptions}
     * @return the result; null where the body returned null
     * @throws StepException when the last attempt has failed, or the result cannot be recorded
     */
    <T> T step(String name, TypeRef<T> type, Callable<? extends @Nullable T> body, StepSettings settings);

    /** Runs a step that returns nothing, with {@link StepOptions#DEFAULT}. */
    default void step(String name, StepAction body) {
        step(name, body, StepOptions.DEFAULT);
    }

    /** Runs a step that returns nothing. */
    default void step(String name, StepAction body, StepSettings settings) {
        step(
                name,
                Void.class,
                () -> {
                    body.run();
                    return null;
                },
                settings);
    }

    /** Waits for a signal for as long as it takes. */
    default Signal waitForSignal(String name) {
        return waitForSignal(name, WaitOptions.forever());
    }

    /**
     * Waits for a signal. One that came before the wait is taken at once; each signal is taken by one wait.
     *
     * @param name the signal's name, 1 to 256 characters of printable ASCII
     * @param options how long, and what a timeout means
     * @throws SignalTimeoutException when it did not come in time and no outcome for that was given
     */
    Signal waitForSignal(String name, WaitOptions options);

    /** Opens a callback that waits for as long as it takes. */
    default Callback callback(String name) {
        return callback(name, CallbackOptions.forever());
    }

    /**
     * Opens a callback, for somebody outside to answer. Hand out its id or URL in a step, then await it.
     *
     * @param name the callback's name, 1 to 256 characters of printable ASCII
     */
    Callback callback(String name, CallbackOptions options);

    /** Calls another function with {@link InvokeOptions#DEFAULT} whose result is of a plain class. */
    default <T> T invoke(String name, String function, Class<T> type, @Nullable Object input) {
        return invoke(name, function, TypeRef.of(type), input, InvokeOptions.DEFAULT);
    }

    /**
     * Calls another function, durable or plain, and waits until it has ended; nothing of this one runs meanwhile. However
     * often this one is run, the other one is called once; only a plain function may be called again after a crash.
     *
     * @param name the call's name, 1 to 256 characters of printable ASCII
     * @param function the function, with a version or alias behind a colon, or else {@code $LATEST}; or its ARN
     * @param type what the result is read as
     * @param input what it is called with, written by the {@link PayloadCodec}, at most 1 MiB; null for nothing
     * @return the result; null where there was none
     * @throws InvokeException when the function failed, took too long, was stopped, or could not be called
     * @throws InputTooLarge when the input cannot be passed; nothing has been called then
     * @throws PayloadException when the result is not of this type: the called function decided
     */
    <T> T invoke(String name, String function, TypeRef<T> type, @Nullable Object input, InvokeOptions options);

    /**
     * Sleeps. Nothing runs meanwhile, except that short sleeps are waited out in place.
     *
     * @param name the pause's name, 1 to 256 characters of printable ASCII
     * @param duration up to 366 days; not more than zero returns at once
     */
    void sleep(String name, Duration duration);

    /** A UUID, the same in each run: the nth call gives the nth UUID of the execution. */
    UUID uuid();

    /** The time as the journal knows it: the end of the newest operation the code has passed, or the execution's start. */
    Instant now();

    /** Random numbers, the same in each run. */
    RandomGenerator random();

    /** The execution's id. */
    String executionId();

    /** The name the execution was started under. */
    String executionName();

    /** How long the last attempt of the step passed last took; zero before the first step. */
    Duration lastStepDuration();

    /** A logger that is silent while the function repeats what it did before. May be used in steps too. */
    Logger logger();
}
