package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.schemas.codec.AuditedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topic has what the journal comes to when it is folded once and undisturbed: through all crashes, zombies and rolled back
 * transactions, every record was judged as it is then.
 */
final class SameWhenFoldedAgain implements Rule {
    @Override
    public String name() {
        return "same when folded again";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        var published = byExecution(evidence.events());
        var refolded = byExecution(evidence.refolded());
        refolded.forEach((execution, expected) ->
                compare(execution, expected, published.getOrDefault(execution, List.of()), found));
        published.keySet().stream()
                .filter(execution -> !refolded.containsKey(execution))
                .forEach(execution -> found.add(new Violation(
                        Harm.WRONG, name(), execution, "Expected no such execution, but the topic has one")));
        return found;
    }

    private static Map<String, List<AuditedEvent>> byExecution(List<AuditedEvent> events) {
        var byExecution = new LinkedHashMap<String, List<AuditedEvent>>();
        events.forEach(event -> byExecution
                .computeIfAbsent(event.execution().toString(), id -> new ArrayList<>())
                .add(event));
        return byExecution;
    }

    private void compare(
            String execution, List<AuditedEvent> expected, List<AuditedEvent> found, List<Violation> violations) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            var one = i < expected.size() ? expected.get(i) : null;
            var other = i < found.size() ? found.get(i) : null;
            if (one == null || !one.equals(other)) {
                var harm = other == null ? Harm.LOST : one == null ? Harm.DUPLICATED : Harm.WRONG;
                violations.add(new Violation(
                        harm,
                        name(),
                        execution,
                        "Expected event %d to be %s, but found %s".formatted(i + 1, one, other)));
                return;
            }
        }
    }
}
