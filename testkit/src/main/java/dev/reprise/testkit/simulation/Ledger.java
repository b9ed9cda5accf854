package dev.reprise.testkit.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has been done outside the journal: which bodies of steps ran, as somebody who watches all processes sees it. */
final class Ledger {
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Set<String> results = new HashSet<>();
    private int runs;

    /**
     * The body of a step begins.
     *
     * @param attemptKey the execution, step and attempt
     * @param atMostOnce whether this attempt may be made only once
     * @return what the body will return, different each time
     */
    String ran(String attemptKey, boolean atMostOnce) {
        int times = attempts.merge(attemptKey, 1, Integer::sum);
        if (atMostOnce && times > 1) {
            throw new Violation(
                    "at-most-once",
                    "Attempt %s may be made once, but it was made %d times".formatted(attemptKey, times));
        }
        var result = attemptKey + "#" + ++runs;
        results.add(result);
        return result;
    }

    /** Whether a body returned this. */
    boolean returned(String result) {
        return results.contains(result);
    }
}
