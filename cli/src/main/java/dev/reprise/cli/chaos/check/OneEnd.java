package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.core.history.Happening;
import java.util.ArrayList;
import java.util.List;

/** Every execution that was acknowledged ends, once, as it must, and its client is told; so does every one that it called. */
final class OneEnd implements Rule {
    @Override
    public String name() {
        return "one end";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        for (var history : evidence.histories()) {
            int ends = history.ends().size();
            if (ends != 1) {
                found.add(new Violation(
                        ends == 0 ? Harm.STUCK : Harm.DUPLICATED,
                        name(),
                        history.name(),
                        "Expected one end of execution %s, but found %d".formatted(history.id(), ends)));
            }
        }
        for (var trace : evidence.traces()) {
            if (trace.isAcknowledged()) {
                check(trace, found);
            } else {
                found.add(new Violation(
                        Harm.STUCK,
                        name(),
                        trace.name(),
                        "Expected its start to be acknowledged in the end, but it was not"));
            }
        }
        return found;
    }

    private void check(Trace trace, List<Violation> found) {
        var expected = trace.plan().kind() == Kind.STOPPED
                ? Happening.ExecutionStopped.class
                : Happening.ExecutionSucceeded.class;
        for (var history : trace.histories()) {
            for (var end : history.ends()) {
                if (!expected.isInstance(end.event())) {
                    found.add(new Violation(
                            Harm.WRONG,
                            name(),
                            trace.name(),
                            "Expected it to end with %s, but it ended with %s"
                                    .formatted(expected.getSimpleName(), end.event())));
                }
            }
        }
        boolean told =
                trace.calls(Action.RESULT).stream().map(Call::seen).anyMatch(seen -> seen != null && seen.isClosed());
        if (!told) {
            found.add(new Violation(
                    Harm.STUCK, name(), trace.name(), "Expected its client to see its end, but it did not"));
        }
    }
}
