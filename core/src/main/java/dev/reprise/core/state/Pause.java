package dev.reprise.core.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause of an execution.
 *
 * @param requestedAt when it was asked for
 * @param since when it took effect; absent while an invocation still runs
 * @param timeoutPaused whether the execution's timeout stands still meanwhile
 * @param reason why, in the words of whoever asked; absent for none
 * @param interrupted whether the execution is to be invoked when it is resumed, whatever else happens
 */
public record Pause(
        Instant requestedAt,
        @Nullable Instant since,
        boolean timeoutPaused,
        @Nullable String reason,
        boolean interrupted) {
    /** This pause, in effect. */
    public Pause inEffect(Instant from, boolean invocationDue) {
        return new Pause(requestedAt, from, timeoutPaused, reason, interrupted || invocationDue);
    }
}
