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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of a partition's timers are due. Their rows are sorted by due time, and the first of them are kept in memory, so
 * that a look at the clock asks the store nothing until those have fired. A timer that was handed out is not handed out
 * again until it is folded, or until so long after that its record must have been lost. Those of quarantined executions
 * wait.
 */
final class DueTimers {
    private static final Duration LOST_AFTER = Duration.ofSeconds(2);

    /** More are not handed out before those are folded: nobody is served sooner by a longer queue in the journal. */
    private static final int MOST_HANDED_OUT = 4_096;

    /** So that a partition takes some hundred kilobytes, however many timers it has. */
    private static final int MOST = 2_048;

    private final Rows rows;
    private final Quarantines quarantines;
    private final int most;

    /** In the order of the store, and all there are before {@link #rest} but for those handed out or held. */
    private final TreeMap<byte[], Timer> first = new TreeMap<>(Arrays::compareUnsigned);

    /** When each was handed out, earliest first. */
    private final Map<Timer, Instant> handedOut = new LinkedHashMap<>();

    /** What the store is to be asked for once the first are gone; null when those are all. */
    private @Nullable Rest rest = Rest.ALL;

    DueTimers(Rows rows, Quarantines quarantines) {
        this(rows, quarantines, MOST);
    }

    /**
     * The timers of a partition.
     *
     * @param most how many are kept in memory
     */
    DueTimers(Rows rows, Quarantines quarantines, int most) {
        this.rows = rows;
        this.quarantines = quarantines;
        this.most = most;
    }

    /**
     * Timers that only the store knows.
     *
     * @param begin which is the first of them; null for all there are
     * @param key its key
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared but by its content
    private record Rest(@Nullable Timer begin, byte[] key) {
        static final Rest ALL = new Rest(null, new byte[0]);

        boolean has(byte[] other) {
            return Arrays.compareUnsigned(other, key) >= 0;
        }
    }

    /** Timers that are due at an instant and have not been handed out, at most {@code limit}. */
    List<Timer> take(Instant now, int limit) {
        var due = lost(now, limit);
        while (due.size() < limit && handedOut.size() < MOST_HANDED_OUT) {
            if (first.isEmpty() && rest != null) {
                load(rest);
            }
            var next = first.firstEntry();
            if (next == null || next.getValue().due().isAfter(now)) {
                break;
            }
            first.remove(next.getKey());
            handOut(next.getValue(), now, due);
        }
        return due;
    }

    /** How many were handed out and are not folded. */
    int handedOut() {
        return handedOut.size();
    }

    private void handOut(Timer timer, Instant now, List<Timer> due) {
        if (!quarantines.hold(timer.execution())) {
            handedOut.put(timer, now);
            due.add(timer);
        }
    }

    /** Those that were handed out so long ago that nothing can come of it any more, at most {@code limit}. */
    private List<Timer> lost(Instant now, int limit) {
        var before = now.minus(LOST_AFTER);
        var lost = new ArrayList<Timer>();
        for (var each : handedOut.entrySet()) {
            if (lost.size() == limit || !each.getValue().isBefore(before)) {
                break;
            }
            lost.add(each.getKey());
        }
        var again = new ArrayList<Timer>();
        for (var timer : lost) {
            handedOut.remove(timer); // to be put at the end
            handOut(timer, now, again);
        }
        return again;
    }

    private void load(Rest unread) {
        rest = null;
        rows.scan(new RowRange.Timers(unread.begin()), (row, present) -> {
            var timer = ((Row.Armed) row).timer();
            var key = RowEncoding.encode(row);
            if (first.size() == most) {
                rest = new Rest(timer, key);
                return false;
            }
            if (!handedOut.containsKey(timer) && !quarantines.hold(timer.execution())) {
                first.put(key, timer);
            }
            return true;
        });
    }

    /** Keeps in step with what a fold changed. */
    void follow(RowChange<?> change) {
        if (change.row() instanceof Row.Quarantined row) {
            // Once released, what is due long since is due at once.
            handedOut.keySet().removeIf(timer -> timer.execution().equals(row.execution()));
            first.clear();
            rest = Rest.ALL;
        } else if (change.row() instanceof Row.Armed armed) {
            var key = RowEncoding.encode(armed);
            if (change.value() == null) {
                first.remove(key);
                handedOut.remove(armed.timer());
            } else if ((rest == null || !rest.has(key)) && !handedOut.containsKey(armed.timer())) {
                arm(armed.timer(), key);
            }
        }
    }

    private void arm(Timer timer, byte[] key) {
        first.put(key, timer);
        if (first.size() > most) {
            var last = first.pollLastEntry();
            rest = new Rest(last.getValue(), last.getKey());
        }
    }
}
