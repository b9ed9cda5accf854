package dev.reprise.testkit.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in a simulation. The same seed and the same questions give the same answers. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Whether something of this probability, from 0 to 1, happens. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to one below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From one number to another, both included. */
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    <T> T oneOf(List<T> some) {
        return some.get(below(some.size()));
    }

    /** Milliseconds up to a longest, of any order of magnitude: races need short ones, timeouts long ones. */
    long delay(long longestMillis) {
        return (long) Math.pow(longestMillis + 1.0, random.nextDouble()) - 1;
    }
}
