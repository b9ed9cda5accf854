package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No wait ends before its time, none without having begun, and none twice. */
final class Timers implements Rule {
    @Override
    public String name() {
        return "timers";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        evidence.histories().forEach(history -> check(history, found));
        return found;
    }

    private void check(History history, List<Violation> found) {
        var running = new HashMap<String, Instant>();
        for (var event : history.events()) {
            switch (event.event()) {
                case Happening.WaitStarted wait -> running.put(operation(event), wait.scheduledEnd());
                case Happening.CallbackStarted callback
                when callback.timeout() != null && callback.timeout().isPositive() ->
                    running.put(operation(event), event.at().plus(callback.timeout()));
                case Happening.WaitSucceeded ignored -> ends(history, event, running.remove(operation(event)), found);
                case Happening.CallbackTimedOut ignored ->
                    ends(history, event, running.remove(operation(event)), found);
                default -> {}
            }
        }
    }

    private void ends(History history, HistoryEvent event, @Nullable Instant due, List<Violation> found) {
        if (due == null || event.at().isBefore(due)) {
            found.add(new Violation(
                    due == null ? Harm.DUPLICATED : Harm.WRONG,
                    name(),
                    history.name(),
                    "Expected event %d not before %s, but it is of %s".formatted(event.eventId(), due, event.at())));
        }
    }

    private static String operation(HistoryEvent event) {
        return Objects.requireNonNull(event.operation(), "a wait is an operation")
                .id()
                .value();
    }
}
