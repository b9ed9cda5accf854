package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call of a durable function starts one execution, and the caller is told what that came to. */
final class CalledOnce implements Rule {
    @Override
    public String name() {
        return "calls";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        var byKey = evidence.histories().stream().collect(Collectors.groupingBy(History::key));
        for (var caller : evidence.histories()) {
            for (var event : caller.events()) {
                if (event.event() instanceof Happening.ChainedInvokeStarted call && call.child() != null) {
                    var key = call.child().function() + "/" + call.child().name();
                    var operation = Objects.requireNonNull(event.operation(), "a call is an operation")
                            .id()
                            .value();
                    check(caller, operation, byKey.getOrDefault(key, List.of()), key, found);
                }
            }
        }
        return found;
    }

    private void check(History caller, String operation, List<History> called, String key, List<Violation> found) {
        if (called.size() > 1) {
            found.add(new Violation(
                    Harm.DUPLICATED,
                    name(),
                    caller.name(),
                    "Expected one execution %s, but found %d".formatted(key, called.size())));
        }
        for (var event : caller.events()) {
            if (event.event() instanceof Happening.ChainedInvokeSucceeded told
                    && event.operation() != null
                    && event.operation().id().value().equals(operation)) {
                var came = called.stream()
                        .flatMap(history -> history.happenings(Happening.ExecutionSucceeded.class))
                        .map(end -> text(end.result()))
                        .toList();
                if (!came.contains(text(told.result()))) {
                    found.add(new Violation(
                            Harm.WRONG,
                            name(),
                            caller.name(),
                            "Expected to be told what %s came to, %s, but was told %s"
                                    .formatted(key, came, text(told.result()))));
                }
            }
        }
    }

    private static String text(@Nullable Payload payload) {
        return payload == null ? "" : payload.text();
    }
}
