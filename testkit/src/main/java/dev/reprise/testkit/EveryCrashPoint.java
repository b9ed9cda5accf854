package dev.reprise.testkit;

import java.util.ArrayList;
import java.util.function.Consumer;

/** Kills the process that runs a function at every moment that matters, one after the other. */
public final class EveryCrashPoint {
    private EveryCrashPoint() {}

    /**
     * Runs a scenario once without a crash, and then once for every point it came by, with a crash there. What the
     * scenario asserts must hold each time; where a crash makes a difference, ask {@link Crashes#repeats}.
     *
     * @param scenario builds its function and the services behind it anew, starts an execution with
     *     {@link LocalFunction#crashing} the given crashes, brings it to its end, and asserts
     * @return how many crash points there were
     * @throws AssertionError when the scenario fails, naming every point at which it does
     */
    public static int check(Consumer<Crashes> scenario) {
        var calm = Crashes.never();
        scenario.accept(calm);
        int points = calm.passed().size();
        var failures = new ArrayList<AssertionError>();
        for (int number = 1; number <= points; number++) {
            var crashes = Crashes.at(number);
            try {
                scenario.accept(crashes);
                requireHappened(crashes, number, points);
            } catch (AssertionError | RuntimeException failed) {
                failures.add(new AssertionError("With " + crashes + ": " + failed.getMessage(), failed));
            }
        }
        if (!failures.isEmpty()) {
            throw failed(failures, points);
        }
        return points;
    }

    private static void requireHappened(Crashes crashes, int number, int points) {
        if (crashes.happened().isEmpty()) {
            throw new AssertionError(
                    "Expected the scenario to come by the same %d points each time, but it never came to point %d. Is everything made anew, and nothing left to chance?"
                            .formatted(points, number));
        }
    }

    private static AssertionError failed(ArrayList<AssertionError> failures, int points) {
        var all = new AssertionError(
                "Expected the scenario to hold wherever the process dies, but it failed at %d of %d points. The first: %s"
                        .formatted(failures.size(), points, failures.getFirst().getMessage()));
        failures.forEach(all::addSuppressed);
        return all;
    }
}
