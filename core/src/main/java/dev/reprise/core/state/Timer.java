package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A deadline.
 *
 * @param due when it may fire, by the clock of the journal; rounded up to milliseconds
 * @param execution whose it is
 * @param kind what it is for
 * @param operation the operation it belongs to; absent for timers of the execution itself
 */
public record Timer(
        Instant due,
        ExecutionId execution,
        TimerKind kind,
        @Nullable OperationId operation) {
    public Timer {
        // Up, not down: a timer must not be early, and its key holds whole milliseconds.
        var millis = due.truncatedTo(ChronoUnit.MILLIS);
        due = millis.equals(due) ? due : millis.plusMillis(1);
    }
}
