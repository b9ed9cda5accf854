package dev.reprise.cli.chaos.check;

import java.util.List;

/** All rules. */
public final class Checker {
    private static final List<Rule> RULES = List.of(
            new OneStart(),
            new OneEnd(),
            new GapFree(),
            new SameWhenFoldedAgain(),
            new Results(),
            new SignalsTaken(),
            new StepRuns(),
            new CalledOnce(),
            new Timers(),
            new Reads());

    private Checker() {}

    /** Each way in which a rule did not hold; none, if all is well. */
    public static List<Violation> check(Evidence evidence) {
        return RULES.stream().flatMap(rule -> rule.broken(evidence).stream()).toList();
    }

    /** The names of all rules. */
    public static List<String> rules() {
        return RULES.stream().map(Rule::name).toList();
    }
}
