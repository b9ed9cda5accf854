package dev.reprise.streams;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import dev.reprise.core.state.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a partition's timers are due. Timer rows are sorted by due time, so an idle look costs a comparison, and a
 * busy one reads only what is due. A timer that was handed out is not handed out again until it is folded, or until so
 * long after that its record must have been lost. Those of quarantined executions wait.
 */
final class DueTimers {
    private static final Duration LOST_AFTER = Duration.ofSeconds(2);

    private final Rows rows;
    private final Quarantines quarantines;
    private final Map<Timer, Instant> handedOut = new HashMap<>();

    /** No timer is due before this. */
    private Instant nextDue = Instant.EPOCH;

    /** No timer sorts before this; deleted rows before it need not be walked over again. */
    private @Nullable Timer first;

    DueTimers(Rows rows, Quarantines quarantines) {
        this.rows = rows;
        this.quarantines = quarantines;
    }

    /** Timers that are due at an instant and have not been handed out, at most {@code limit}. */
    List<Timer> take(Instant now, int limit) {
        if (now.isBefore(nextDue)) {
            return List.of();
        }
        var due = new ArrayList<Timer>();
        var lost = now.minus(LOST_AFTER);
        nextDue = Instant.MAX;
        var walk = new Object() {
            boolean begun;
        };
        rows.scan(new RowRange.Timers(first), (row, present) -> {
            var timer = ((Row.Armed) row).timer();
            if (!walk.begun) {
                walk.begun = true;
                first = timer;
            }
            if (timer.due().isAfter(now) || due.size() == limit) {
                nextDue = timer.due().isAfter(now) ? timer.due() : now;
                return false;
            }
            if (quarantines.hold(timer.execution())) {
                return true;
            }
            var before = handedOut.get(timer);
            if (before == null || before.isBefore(lost)) {
                handedOut.put(timer, now);
                due.add(timer);
            }
            return true;
        });
        var lookAgain = now.plus(LOST_AFTER);
        if (!handedOut.isEmpty() && nextDue.isAfter(lookAgain)) {
            nextDue = lookAgain;
        }
        return due;
    }

    /** Keeps in step with what a fold changed. */
    void follow(RowChange<?> change) {
        if (change.row() instanceof Row.Quarantined row) {
            handedOut.keySet().removeIf(timer -> timer.execution().equals(row.execution()));
            nextDue = Instant.EPOCH; // once released, what is due long since is due at once
            return;
        }
        if (!(change.row() instanceof Row.Armed armed)) {
            return;
        }
        var timer = armed.timer();
        if (change.value() == null) {
            handedOut.remove(timer);
            return;
        }
        if (timer.due().isBefore(nextDue)) {
            nextDue = timer.due();
        }
        if (first != null && sortsBefore(timer, first)) {
            first = timer;
        }
    }

    private static boolean sortsBefore(Timer a, Timer b) {
        return Arrays.compareUnsigned(RowEncoding.encode(new Row.Armed(a)), RowEncoding.encode(new Row.Armed(b))) < 0;
    }
}
