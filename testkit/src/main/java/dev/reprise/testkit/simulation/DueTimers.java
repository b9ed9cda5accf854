package dev.reprise.testkit.simulation;

import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fires the timers of a partition by the clock of its node, and again when nothing came of it. */
final class DueTimers {
    private static final Duration LOST_AFTER = Duration.ofSeconds(2);

    private final Task task;
    private final World world;
    private final Node node;
    private final Map<Timer, Instant> handedOut = new HashMap<>();
    private @Nullable Instant lookAt;

    DueTimers(Task task, World world, Node node) {
        this.task = task;
        this.world = world;
        this.node = node;
    }

    void begin() {
        plan();
    }

    /** Keeps in step with what a fold changed. */
    void follow(RowChange<?> change) {
        if (change.row() instanceof Row.Armed armed) {
            if (change.value() == null) {
                handedOut.remove(armed.timer());
            } else {
                planAt(armed.timer().due());
            }
        }
    }

    private void look(Instant planned) {
        if (!planned.equals(lookAt)) {
            return; // another look was planned before this one
        }
        lookAt = null;
        if (task.acts()) {
            var due = due();
            for (int from = 0, some; from < due.size(); from += some) {
                some = Math.min(due.size() - from, world.chance().between(1, 4));
                task.append(new TimersFired(due.subList(from, from + some)));
            }
            plan();
        }
    }

    private List<Timer> due() {
        var now = node.now();
        var due = new ArrayList<Timer>();
        task.rows().scan(new RowRange.Timers(null), (row, present) -> {
            var timer = ((Row.Armed) row).timer();
            var before = handedOut.get(timer);
            if (!timer.due().isAfter(now) && (before == null || before.isBefore(now.minus(LOST_AFTER)))) {
                handedOut.put(timer, now);
                due.add(timer);
            }
            return !timer.due().isAfter(now);
        });
        return due;
    }

    private void plan() {
        task.rows().scan(new RowRange.Timers(null), (row, present) -> {
            var timer = ((Row.Armed) row).timer();
            var before = handedOut.get(timer);
            planAt(before == null ? timer.due() : before.plus(LOST_AFTER).plusMillis(1));
            return before != null;
        });
    }

    private void planAt(Instant at) {
        if (lookAt == null || at.isBefore(lookAt)) {
            lookAt = at;
            long late = world.chance().delay(world.isHealed() ? 20 : 2_000);
            task.later(Duration.between(node.now(), at).toMillis() + late, () -> look(at));
        }
    }
}
