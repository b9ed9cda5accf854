package dev.reprise.gateway.lambda;

import dev.reprise.core.InvalidValue;
import java.time.Duration;

/**
 * How long a caller who waits for an execution is kept waiting.
 *
 * @param longestWait more than nothing
 */
public record SyncInvokeLimit(Duration longestWait) {
    public SyncInvokeLimit {
        if (longestWait.isZero() || longestWait.isNegative()) {
            throw new InvalidValue(
                    "Expected reprise.sync-invoke-limit to be more than nothing, but found " + longestWait);
        }
    }
}
