package dev.reprise.cli.chaos;

import dev.reprise.cli.chaos.check.Unavailability;
import dev.reprise.cli.chaos.check.Violation;
import dev.reprise.cli.chaos.check.Violation.Harm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run came to.
 *
 * @param seed what it was made from
 * @param rerun the command that does it again
 * @param faultSeconds for how long things were broken
 * @param quietSeconds how long everything took to come to its end afterwards
 * @param executions how many were planned, by what they did
 * @param histories how many executions the topic has, called ones and probes included
 * @param events how many events these have
 * @param calls how many requests there were, by action and outcome
 * @param runs how often the body of a step began
 * @param repeatedRuns how many of these began an attempt that had begun before
 * @param faults how many there were, by kind
 * @param unavailability of the journal after each kind of fault that touches it
 * @param surprises ends of processes that nobody had asked for, and what else is worth a look
 * @param violations rules that did not hold
 */
public record Report(
        long seed,
        String rerun,
        long faultSeconds,
        long quietSeconds,
        Map<String, Integer> executions,
        int histories,
        int events,
        Map<String, Integer> calls,
        int runs,
        int repeatedRuns,
        Map<String, Integer> faults,
        List<Unavailability> unavailability,
        List<String> surprises,
        List<Violation> violations) {
    public Report {
        executions = new TreeMap<>(executions);
        calls = new TreeMap<>(calls);
        faults = new TreeMap<>(faults);
        unavailability = List.copyOf(unavailability);
        surprises = List.copyOf(surprises);
        violations = List.copyOf(violations);
    }

    /** Whether every rule held. */
    public boolean isClean() {
        return violations.isEmpty();
    }

    int planned() {
        return executions.values().stream().mapToInt(Integer::intValue).sum();
    }

    int injected() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many rules were broken to this effect. */
    long count(Harm harm) {
        return violations.stream().filter(violation -> violation.harm() == harm).count();
    }

    /** One line for all of it. */
    String summary() {
        return "%d faults, %d executions (%d histories, %d events): %s"
                .formatted(
                        injected(),
                        planned(),
                        histories,
                        events,
                        List.of(Harm.values()).stream()
                                .map(harm -> count(harm) + " " + harm.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }
}
