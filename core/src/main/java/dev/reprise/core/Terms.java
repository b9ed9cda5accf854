package dev.reprise.core;

import java.time.Duration;

/**
 * The conditions an execution runs under, fixed when it starts so that later changes of a function's configuration
 * change no running execution.
 *
 * @param timeout how long the execution may take in all
 * @param retention how long it is kept after its end
 * @param maxOperations how many operations it may have
 * @param maxBytes how many bytes of inputs, results and failures it may record
 * @param maxResultBytes how many bytes its own result may have
 * @param maxFailures how many invocations in a row may fail before the execution does; 0 for any number
 */
public record Terms(
        Duration timeout, Duration retention, int maxOperations, long maxBytes, int maxResultBytes, int maxFailures) {
    /** A year, 14 days, 10,000 operations, 100 MB in all, 6 MiB of result, and no limit on failures. */
    public static final Terms DEFAULT =
            new Terms(Duration.ofDays(366), Duration.ofDays(14), 10_000, 100_000_000, 6 << 20, 0);

    public Terms {
        Durations.requirePositive("an execution timeout", timeout);
        Durations.requireNotNegative("a retention", retention);
        if (maxOperations < 1 || maxBytes < 1 || maxResultBytes < 1 || maxFailures < 0) {
            throw new InvalidValue(
                    "Expected limits of at least one operation, one byte in all, one byte of result and zero failures, but found %d, %d, %d and %d"
                            .formatted(maxOperations, maxBytes, maxResultBytes, maxFailures));
        }
    }

    /** The same terms with another limit on the result. */
    public Terms withMaxResultBytes(int bytes) {
        return new Terms(timeout, retention, maxOperations, maxBytes, bytes, maxFailures);
    }
}
