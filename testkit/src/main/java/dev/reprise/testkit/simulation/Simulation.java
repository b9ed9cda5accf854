package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One simulated life of a small Reprise: a time of faults, a time in which everything must come to its end, and a time in
 * which everything is forgotten. The same seed gives the same life. Not thread-safe; runs in the calling thread's time.
 */
public final class Simulation {
    private static final Duration LONGEST_FAULTY_TIME = Duration.ofHours(3);
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(3);
    private static final Duration LATEST_MESSAGE = Duration.ofMinutes(2);
    private static final Duration RETENTION = Duration.ofDays(22);
    private static final int MOST_EVENTS = 30_000;
    private static final int MOST_ROUNDS = 100;

    private final World world;
    private final Outside outside;

    private Simulation(long seed) {
        world = new World(seed);
        outside = new Outside(world);
    }

    /**
     * Lives one life.
     *
     * @return what there was of it
     * @throws AssertionError when a rule does not hold, with the seed, the journal and how to see it again
     */
    public static Report run(long seed) {
        return run(seed, world -> {});
    }

    /** Lives one life to which something is done at its beginning. */
    static Report run(long seed, Consumer<World> sabotage) {
        var simulation = new Simulation(seed);
        sabotage.accept(simulation.world);
        try {
            return simulation.live(seed);
        } catch (Violation broken) {
            throw simulation.failed(seed, "Rule '%s' is broken: ".formatted(broken.rule()), broken);
        } catch (RuntimeException bug) {
            throw simulation.failed(
                    seed, "The simulation itself failed: " + bug.getClass().getSimpleName() + ": ", bug);
        } finally {
            simulation.world.cluster().killAll();
        }
    }

    private AssertionError failed(long seed, String what, Throwable why) {
        return new AssertionError(
                "%s%s%n%nSeed %d. To see it again: ./reprise simulate --seed %d%n%n%s"
                        .formatted(what, why.getMessage(), seed, seed, world.story()),
                why);
    }

    /**
     * What there was of a life.
     *
     * @param seed which one
     * @param records how many records the journal has
     * @param executions how many executions there were
     * @param events how many things happened
     * @param exercised how often each kind of record was judged to be what, as in {@code TimersFired: Stale}
     */
    public record Report(long seed, int records, int executions, long events, Map<String, Integer> exercised) {}

    private Report live(long seed) {
        var chance = world.chance();
        long faulty = 10_000 + chance.delay(LONGEST_FAULTY_TIME.toMillis());
        world.cluster().begin();
        outside.begin(faulty);
        new Weather(world, faulty).begin();
        runUntil(faulty);
        world.heal();
        settle();
        outside.check();
        historyIsPublishedOnce();
        int executions = executions().size();
        runUntil(world.agenda().now() + RETENTION.toMillis());
        everythingIsForgotten();
        return report(seed, executions);
    }

    private Report report(long seed, int executions) {
        var exercised = new TreeMap<String, Integer>();
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            for (var entry : world.broker().log(partition)) {
                exercised.merge(kind(entry, world.truth(partition).verdict(entry)), 1, Integer::sum);
            }
        }
        return new Report(seed, records(), executions, world.agenda().done(), exercised);
    }

    private int records() {
        int records = 0;
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            records += world.broker().log(partition).size();
        }
        return records;
    }

    private static String kind(Broker.Entry entry, Verdict verdict) {
        var record = entry.record().getClass().getSimpleName();
        if (entry.record() instanceof JournalRecord.InvocationCompleted end) {
            record += " " + end.outcome().getClass().getSimpleName();
        }
        return record + ": "
                + (verdict instanceof Verdict.SignalRefused refused
                        ? refused.reason().name()
                        : verdict.getClass().getSimpleName());
    }

    private void runUntil(long time) {
        while (world.agenda().next(time)) {
            world.requireNoViolation();
            unless(world.agenda().done() < MOST_EVENTS, "progress", "Something goes on for ever");
        }
        world.agenda().skipTo(time);
    }

    /** Without faults, everything ends: by itself, by a timer, or because somebody answers. */
    private void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (isSettled()) {
                runUntil(world.agenda().now() + LATEST_MESSAGE.toMillis());
                if (isSettled()) {
                    return; // and nothing that was still under way has begun anything new
                }
            }
            int before = records();
            runUntil(world.agenda().now() + LONGEST_PATIENCE.toMillis());
            boolean goesOn = records() > before;
            for (var header : executions()) {
                if (!header.status().isClosed()) {
                    goesOn |= outside.help(header);
                }
            }
            unless(
                    goesOn || isSettled(),
                    "every execution ends",
                    "Nothing goes on, and nobody can help %s",
                    executions().stream()
                            .filter(header -> !header.status().isClosed())
                            .toList());
        }
        throw new Violation("every execution ends", "After so long, still not settled: " + executions());
    }

    private boolean isSettled() {
        return outside.isDone()
                && executions().stream().allMatch(header -> header.status().isClosed());
    }

    private List<Execution> executions() {
        var executions = new ArrayList<Execution>();
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            for (var change : world.truth(partition).rows().all()) {
                if (change.value() instanceof Execution header) {
                    executions.add(header);
                }
            }
        }
        return executions;
    }

    private void historyIsPublishedOnce() {
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            var published = world.changelog(partition).history();
            var happened = world.truth(partition).events();
            unless(published.equals(happened), "history", "%s happened, but %s was published", happened, published);
        }
    }

    private void everythingIsForgotten() {
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            for (var change : world.truth(partition).rows().all()) {
                unless(
                        change.row() instanceof Row.OfPartition || change.row() instanceof Row.Relayed,
                        "purge",
                        "%s is left for ever",
                        change);
            }
        }
    }
}
