package dev.reprise.testkit.simulation;

import org.jspecify.annotations.Nullable;

/** A rule that does not hold. An error, so that no simulated code takes it for its own. */
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /**
     * Says what is broken.
     *
     * @param rule the invariant's name in {@code docs/trust.md}
     * @param sentence what was expected and what was found
     */
    Violation(String rule, String sentence) {
        super(sentence);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    static void unless(boolean holds, String rule, String sentence, @Nullable Object... values) {
        if (!holds) {
            throw new Violation(rule, sentence.formatted(values));
        }
    }
}
