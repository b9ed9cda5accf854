package dev.reprise.workflow;

import dev.reprise.core.InvalidValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a callback waits for its answer.
 *
 * @param timeout the longest wait in all, absent for ever; services that count in seconds round it up
 * @param heartbeat the longest silence of whoever is to answer, absent for any
 */
public record CallbackOptions(
        @Nullable Duration timeout, @Nullable Duration heartbeat) {
    public CallbackOptions {
        requirePositive("timeout", timeout);
        requirePositive("heartbeat", heartbeat);
    }

    /** As long as it takes. */
    public static CallbackOptions forever() {
        return new CallbackOptions(null, null);
    }

    /** Until a timeout. */
    public static CallbackOptions timeout(Duration timeout) {
        return new CallbackOptions(timeout, null);
    }

    /** With a longest silence. */
    public CallbackOptions heartbeat(Duration other) {
        return new CallbackOptions(timeout, other);
    }

    private static void requirePositive(String what, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new InvalidValue("Expected a %s of more than zero, but found %s".formatted(what, duration));
        }
    }
}
