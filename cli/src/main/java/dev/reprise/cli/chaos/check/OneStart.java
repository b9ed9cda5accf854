package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A start that was acknowledged is in the history, once, and all who asked for it were told of the same execution. */
final class OneStart implements Rule {
    @Override
    public String name() {
        return "one start";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        for (var trace : evidence.traces()) {
            var told = trace.calls(Action.START).stream()
                    .map(Call::seen)
                    .filter(Objects::nonNull)
                    .map(Call.Seen::executionId)
                    .collect(Collectors.toSet());
            var recorded = trace.histories().stream().map(History::id).collect(Collectors.toSet());
            if (told.size() > 1 || recorded.size() > 1) {
                found.add(new Violation(
                        Harm.DUPLICATED,
                        name(),
                        trace.name(),
                        "Expected one execution, but clients were told of %s and the topic has %s"
                                .formatted(told, recorded)));
            } else if (!recorded.containsAll(told)) {
                found.add(new Violation(
                        Harm.LOST,
                        name(),
                        trace.name(),
                        "Expected the acknowledged execution %s in the topic, but found %s".formatted(told, recorded)));
            }
        }
        return found;
    }
}
