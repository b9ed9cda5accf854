package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every acknowledged signal is taken by exactly one wait, and nothing is taken that was not sent. One that may be late is
 * taken at most once.
 */
final class SignalsTaken implements Rule {
    @Override
    public String name() {
        return "signals";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        for (var trace : evidence.traces()) {
            if (trace.plan().kind() == Kind.SIGNALS) {
                trace.history().flatMap(Outcomes::of).ifPresent(outcome -> {
                    var taken = new ArrayList<>(Outcomes.signals(outcome));
                    var late = outcome.path("late").asText();
                    if (!late.isEmpty()) {
                        taken.add(late);
                    }
                    check(trace, taken, found);
                });
            }
        }
        return found;
    }

    private void check(Trace trace, List<String> taken, List<Violation> found) {
        var lost = acknowledged(trace);
        lost.remove(trace.plan().late());
        taken.forEach(lost::remove);
        if (!lost.isEmpty()) {
            found.add(new Violation(
                    Harm.LOST,
                    name(),
                    trace.name(),
                    "Expected the acknowledged signals %s to be taken, but only %s were".formatted(lost, taken)));
        }
        if (new HashSet<>(taken).size() < taken.size()) {
            found.add(new Violation(
                    Harm.DUPLICATED, name(), trace.name(), "Expected each signal once, but found " + taken));
        }
        var unknown = new HashSet<>(taken);
        unknown.removeAll(sent(trace));
        if (!unknown.isEmpty()) {
            found.add(new Violation(
                    Harm.WRONG, name(), trace.name(), "Expected only what was sent, but found also " + unknown));
        }
    }

    private static Set<String> acknowledged(Trace trace) {
        return signals(trace).stream()
                .filter(Call::isOk)
                .map(Call::item)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> sent(Trace trace) {
        return signals(trace).stream().map(Call::item).collect(Collectors.toSet());
    }

    private static List<Call> signals(Trace trace) {
        return trace.calls().stream()
                .filter(call -> call.action() == Action.SIGNAL || call.action() == Action.PUBLISH)
                .toList();
    }
}
