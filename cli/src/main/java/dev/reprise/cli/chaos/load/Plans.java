package dev.reprise.cli.chaos.load;

import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.chaos.history.Plan;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What executions a run wants: the nth of a seed is always the same. */
final class Plans {
    private final long seed;
    private final List<Kind> kinds;

    Plans(long seed, List<Kind> kinds) {
        this.seed = seed;
        this.kinds = List.copyOf(kinds);
    }

    Plan plan(int number) {
        var random = random(number);
        var kind = kinds.get(number % kinds.size());
        var name = "chaos-" + seed + "-" + number;
        return switch (kind) {
            case STEPS -> new Plan(name, kind, failures(random, 4), flags(random, 4), List.of(), List.of(), "");
            case TIMERS -> new Plan(name, kind, List.of(), List.of(), waits(random, 2), List.of(), "");
            case SIGNALS ->
                new Plan(
                        name,
                        kind,
                        List.of(),
                        List.of(),
                        List.of(),
                        signals(name, random.nextInt(1, 5)),
                        random.nextBoolean() ? name + "/late" : "");
            case CALLBACKS -> new Plan(name, kind, List.of(), List.of(), List.of(), signals(name, 1), "");
            case CALLS -> new Plan(name, kind, failures(random, 2), flags(random, 2), waits(random, 1), List.of(), "");
            case JAVASCRIPT ->
                new Plan(name, kind, failures(random, 3), List.of(), List.of(1_000L), signals(name, 1), "");
            case STOPPED -> new Plan(name, kind, List.of(), List.of(), List.of(), signals(name, 1), "");
        };
    }

    /** One that is started again and again: it has nothing to do. */
    static Plan probe(long seed, int number) {
        return new Plan("probe-" + seed + "-" + number, Kind.STEPS, List.of(), List.of(), List.of(), List.of(), "");
    }

    /** What clients of the nth execution leave to chance. */
    SplittableRandom random(int number) {
        return new SplittableRandom(seed * 1_000_003 + number);
    }

    private static List<Integer> failures(SplittableRandom random, int steps) {
        return list(steps, () -> random.nextInt(3) == 0 ? random.nextInt(1, 3) : 0);
    }

    private static List<Boolean> flags(SplittableRandom random, int steps) {
        return list(steps, () -> random.nextInt(3) == 0);
    }

    private static List<Long> waits(SplittableRandom random, int waits) {
        return list(waits, () -> random.nextLong(100, 6_000));
    }

    private static List<String> signals(String name, int signals) {
        return Stream.iterate(1, number -> number + 1)
                .limit(signals)
                .map(number -> name + "/" + number)
                .toList();
    }

    private static <T> List<T> list(int size, Supplier<T> element) {
        return Stream.generate(element).limit(size).toList();
    }
}
