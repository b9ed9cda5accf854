package dev.reprise.workflow;

import dev.reprise.core.InvalidValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for a signal, and what then.
 *
 * @param timeout the longest wait, absent for ever; services that count in seconds round it up
 * @param outcome what the signal's content is taken to be after a timeout, absent to throw
 */
public record WaitOptions(
        @Nullable Duration timeout, @Nullable Object outcome) {
    public WaitOptions {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new InvalidValue("Expected a timeout of more than zero, but found " + timeout);
        }
    }

    /** As long as it takes. */
    public static WaitOptions forever() {
        return new WaitOptions(null, null);
    }

    /** Until a timeout; then {@link SignalTimeoutException}, unless {@link #orElse} says otherwise. */
    public static WaitOptions timeout(Duration timeout) {
        return new WaitOptions(timeout, null);
    }

    /** With a value that stands for the signal's content after a timeout. It must not change while executions wait. */
    public WaitOptions orElse(Object other) {
        return new WaitOptions(timeout, other);
    }
}
