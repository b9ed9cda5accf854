package dev.reprise.cli.chaos.check;

/**
 * Something that must not be.
 *
 * @param harm what it would have done to a user
 * @param rule the rule's name, as in docs/trust.md
 * @param execution the name of the execution concerned; empty where none can be named
 * @param text what was expected and what was found
 */
public record Violation(Harm harm, String rule, String execution, String text) {
    /** What a broken rule would have done to a user. */
    public enum Harm {
        LOST,
        DUPLICATED,
        STUCK,
        WRONG
    }

    @Override
    public String toString() {
        return "%s, %s: %s%s".formatted(harm, rule, execution.isEmpty() ? "" : execution + ": ", text);
    }
}
