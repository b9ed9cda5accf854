package dev.reprise.cli.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Plan;
import java.util.ArrayList;
import java.util.List;

/** A result is what the code must yield from its plan, and every client was told the same as the history has. */
final class Results implements Rule {
    @Override
    public String name() {
        return "result";
    }

    @Override
    public List<Violation> broken(Evidence evidence) {
        var found = new ArrayList<Violation>();
        for (var trace : evidence.traces()) {
            var recorded = trace.history().flatMap(Outcomes::of);
            recorded.ifPresent(outcome -> {
                for (var wrong : wrong(trace.plan(), outcome)) {
                    found.add(new Violation(Harm.WRONG, name(), trace.name(), wrong + " in " + outcome));
                }
                compare(trace, outcome, found);
            });
        }
        return found;
    }

    private void compare(Trace trace, JsonNode recorded, List<Violation> found) {
        for (var call : trace.calls()) {
            var seen = call.seen();
            if (seen != null
                    && seen.result() != null
                    && !Outcomes.read(seen.result()).equals(recorded)) {
                found.add(new Violation(
                        Harm.WRONG,
                        name(),
                        trace.name(),
                        "Expected %s of %s to be told %s, but it was told %s"
                                .formatted(call.action(), call.target(), recorded, seen.result())));
            }
        }
    }

    /** What is wrong with an outcome, a sentence each. */
    private static List<String> wrong(Plan plan, JsonNode outcome) {
        var wrong = new ArrayList<String>();
        switch (plan.kind()) {
            case STEPS -> steps(plan, outcome, wrong);
            case TIMERS -> count("steps", plan.waitMillis().size(), outcome.path("steps"), wrong);
            case SIGNALS -> {
                count("steps", plan.signals().size(), outcome.path("steps"), wrong);
                var late = outcome.path("late").asText();
                if (!late.isEmpty() && !late.equals(plan.late())) {
                    wrong.add(
                            "Expected the late signal to be '%s' or none, but found '%s'".formatted(plan.late(), late));
                }
            }
            case CALLBACKS -> answer(plan, outcome, wrong);
            case JAVASCRIPT -> {
                answer(plan, outcome, wrong);
                count("steps", plan.failures().size() + 1, outcome.path("steps"), wrong);
            }
            case CALLS -> {
                count("called", 2, outcome.path("called"), wrong);
                steps(plan, outcome.path("called").path(0), wrong);
                count(
                        "steps of the second call",
                        plan.waitMillis().size(),
                        outcome.path("called").path(1).path("steps"),
                        wrong);
            }
            case STOPPED -> wrong.add("Expected no result of what waits for ever");
        }
        return wrong;
    }

    private static void answer(Plan plan, JsonNode outcome, List<String> wrong) {
        var expected = plan.signals().getFirst();
        if (!outcome.path("answer").asText().equals(expected)) {
            wrong.add("Expected the answer '%s'".formatted(expected));
        }
    }

    private static void count(String what, int expected, JsonNode found, List<String> wrong) {
        if (found.size() != expected) {
            wrong.add("Expected %d %s, but found %d".formatted(expected, what, found.size()));
        }
    }

    /** A step that may be made again fails as often as planned; one that may not can be cut off besides. */
    private static void steps(Plan plan, JsonNode outcome, List<String> wrong) {
        var steps = Outcomes.steps(outcome);
        count("steps", plan.failures().size(), outcome.path("steps"), wrong);
        for (int i = 0; i < Math.min(steps.size(), plan.failures().size()); i++) {
            int attempt = steps.get(i).path("attempt").asInt();
            int expected = plan.failures().get(i) + 1;
            boolean cutOff = plan.atMostOnce().get(i) && (attempt > expected || attempt == 0);
            if (attempt != expected && !cutOff) {
                wrong.add(
                        "Expected step-%d to succeed at attempt %d, but it did at %d".formatted(i, expected, attempt));
            }
        }
    }
}
