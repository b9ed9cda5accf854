package dev.reprise.workflow;

import dev.reprise.workflow.spi.ExecutionListener;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How functions are run. Immutable; each method gives a changed copy.
 *
 * @param codec how inputs, results and signals are written
 * @param inPlaceLimit up to which length a sleep or a pause between attempts is waited out in place; longer ones suspend
 *     the execution. Waiting holds a virtual thread; suspending costs a replay
 * @param pause how time passes when waiting in place
 * @param clock tells how much of a pause is left when a function finds it begun
 * @param callbackBase where callbacks are answered, if known; a callback's URL is this, a slash and its id
 * @param deadline when the process is stopped, if that is known: what would be waited for in place and is not over by then
 *     suspends the execution instead
 * @param listener who is told of what the functions do
 */
public record RuntimeOptions(
        PayloadCodec codec,
        Duration inPlaceLimit,
        Pause pause,
        InstantSource clock,
        @Nullable URI callbackBase,
        @Nullable Instant deadline,
        ExecutionListener listener) {
    /** JSON, and pauses of up to 3 seconds in place. */
    public static final RuntimeOptions DEFAULT = new RuntimeOptions(
            JsonCodec.DEFAULT,
            Duration.ofSeconds(3),
            Pause.SLEEPING,
            InstantSource.system(),
            null,
            null,
            ExecutionListener.NONE);

    /** With another codec. */
    public RuntimeOptions codec(PayloadCodec other) {
        return new RuntimeOptions(other, inPlaceLimit, pause, clock, callbackBase, deadline, listener);
    }

    /** With another limit for pauses in place; zero suspends always. */
    public RuntimeOptions inPlaceLimit(Duration other) {
        return new RuntimeOptions(codec, other, pause, clock, callbackBase, deadline, listener);
    }

    /** With time of another kind, as in tests. */
    public RuntimeOptions time(InstantSource otherClock, Pause otherPause) {
        return new RuntimeOptions(codec, inPlaceLimit, otherPause, otherClock, callbackBase, deadline, listener);
    }

    /** With the public address of callbacks. */
    public RuntimeOptions callbackBase(URI other) {
        return new RuntimeOptions(codec, inPlaceLimit, pause, clock, other, deadline, listener);
    }

    /** With a moment by which an invocation must be over; null for none. */
    public RuntimeOptions deadline(@Nullable Instant other) {
        return new RuntimeOptions(codec, inPlaceLimit, pause, clock, callbackBase, other, listener);
    }

    /** With somebody who is told of what the functions do. */
    public RuntimeOptions listener(ExecutionListener other) {
        return new RuntimeOptions(codec, inPlaceLimit, pause, clock, callbackBase, deadline, other);
    }
}
