package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Run;
import dev.reprise.core.history.Happening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The recorded result of a step is that of one of its runs, of the attempt it is recorded under; a step has one recorded
 * result; and an attempt that may be made at most once was not begun twice, in whatever process.
 */
final class StepRuns implements Rule {
    @Override
    public String name() {
        return "steps";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        var byName =
                evidence.runs().stream().collect(Collectors.toMap(Run::run, Function.identity(), (one, other) -> one));
        evidence.histories().forEach(history -> check(history, byName, found));
        begunTwice(evidence.runs(), found);
        return found;
    }

    private void check(History history, Map<String, Run> runs, List<Violation> found) {
        var recorded = new HashMap<String, Integer>();
        for (var event : history.events()) {
            if (event.event() instanceof Happening.StepSucceeded done
                    && done.retry().nextDelay() == null) {
                var result = Outcomes.read(done.result());
                if (!result.has("run")) {
                    continue; // of a function that is not ours
                }
                var step = result.path("step").asText();
                recorded.merge(step, 1, Integer::sum);
                var run = runs.get(result.path("run").asText());
                if (run == null
                        || !run.step().equals(step)
                        || run.attempt() != result.path("attempt").asInt()) {
                    found.add(new Violation(
                            Harm.WRONG,
                            name(),
                            history.name(),
                            "Expected the result of %s to be of a run that began, but %s is of %s"
                                    .formatted(step, result, run)));
                }
            }
        }
        recorded.forEach((step, times) -> {
            if (times > 1) {
                found.add(new Violation(
                        Harm.DUPLICATED,
                        name(),
                        history.name(),
                        "Expected one recorded result of %s, but found %d".formatted(step, times)));
            }
        });
    }

    private void begunTwice(List<Run> runs, List<Violation> found) {
        runs.stream()
                .filter(Run::atMostOnce)
                .collect(Collectors.groupingBy(run -> run.key() + " attempt " + run.attempt()))
                .forEach((attempt, those) -> {
                    if (those.size() > 1) {
                        found.add(new Violation(
                                Harm.DUPLICATED,
                                name(),
                                those.getFirst().execution(),
                                "Expected %s to begin at most once, but it began as %s".formatted(attempt, those)));
                    }
                });
    }
}
