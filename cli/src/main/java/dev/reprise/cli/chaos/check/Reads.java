package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Call.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks after somebody was told is told no less: an execution whose start was acknowledged is there, one that has
 * ended stays so, as it did, and the number of its events does not shrink. On whichever node.
 */
final class Reads implements Rule {
    @Override
    public String name() {
        return "reads";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        evidence.traces().forEach(trace -> check(trace, found));
        return found;
    }

    private void check(Trace trace, List<Violation> found) {
        var telling = trace.calls().stream()
                .filter(call -> call.isOk() && call.seen() != null)
                .sorted(Comparator.comparingLong(Call::endedMicros))
                .toList();
        trace.calls().stream()
                .filter(call -> call.action() == Action.READ || call.action() == Action.RESULT)
                .forEach(read -> telling.stream()
                        .filter(before -> before.isBefore(read))
                        .map(before -> less(before, read))
                        .filter(text -> text != null)
                        .findFirst()
                        .ifPresent(text -> found.add(new Violation(Harm.WRONG, name(), trace.name(), text))));
    }

    /** How a read tells less than what was told before it began; null when it does not. */
    private static @Nullable String less(Call before, Call read) {
        var known = before.seen();
        var seen = read.seen();
        if (known == null) {
            return null;
        }
        if (seen == null) {
            return read.outcome() == Outcome.REFUSED
                    ? "Expected it to be there after %s, but %s was answered with status %d"
                            .formatted(text(before), text(read), read.status())
                    : null;
        }
        if (known.isClosed() && !seen.status().equals(known.status())) {
            return "Expected %s to stay so, but %s says %s".formatted(text(before), text(read), seen);
        }
        if (seen.events() > 0 && seen.events() < known.events()) {
            return "Expected at least the events of %s, but %s says %s".formatted(text(before), text(read), seen);
        }
        return null;
    }

    private static String text(Call call) {
        return "%s on %s at %d-%d µs (%s)"
                .formatted(call.action(), call.target(), call.begunMicros(), call.endedMicros(), call.seen());
    }
}
