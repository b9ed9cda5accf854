package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.core.history.Happening;
import java.util.ArrayList;
import java.util.List;

/** The events of an execution are numbered from 1 without gaps, in the order of the journal, from its start to its end. */
final class GapFree implements Rule {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        for (var history : evidence.histories()) {
            check(history, found);
        }
        return found;
    }

    private void check(History history, List<Violation> found) {
        var events = history.events();
        long offset = -1;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event.eventId() != i + 1) {
                var harm = event.eventId() <= i ? Harm.DUPLICATED : Harm.LOST;
                found.add(
                        violation(harm, history, "Expected event %d, but found %d".formatted(i + 1, event.eventId())));
                return; // all that follow are out of place
            }
            if (event.journalOffset() < offset) {
                found.add(violation(
                        Harm.WRONG,
                        history,
                        "Expected event %d at journal offset %d or later, but it is of %d"
                                .formatted(event.eventId(), offset, event.journalOffset())));
            }
            offset = event.journalOffset();
            if (History.isEnd(event.event()) && i + 1 < events.size()) {
                found.add(violation(
                        Harm.WRONG,
                        history,
                        "Expected nothing after its end, but event %d is followed by %s"
                                .formatted(event.eventId(), events.get(i + 1).event())));
            }
        }
        if (!(events.getFirst().event() instanceof Happening.ExecutionStarted)) {
            found.add(violation(
                    Harm.WRONG,
                    history,
                    "Expected its start first, but found " + events.getFirst().event()));
        }
    }

    private Violation violation(Harm harm, History history, String text) {
        return new Violation(harm, name(), history.name(), text);
    }
}
