package dev.reprise.cli.chaos.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * All faults of a run, which follow from the seed, the length and who is there.
 *
 * @param faults by time
 */
public record Schedule(List<Fault> faults) {
    private static final int LEAST_REST_SECONDS = 4;
    private static final int MOST_REST_SECONDS = 12;

    /** About how long a victim takes to serve again; only the plan depends on it. */
    private static final Duration USUAL_RECOVERY = Duration.ofSeconds(12);

    public Schedule {
        faults = List.copyOf(faults);
    }

    /** Who can be hit. */
    public record Victims(int brokers, int nodes, int hosts) {
        int of(FaultKind.Lane lane) {
            return switch (lane) {
                case BROKER -> brokers;
                case NODE -> nodes;
                case HOST -> hosts;
            };
        }
    }

    /**
     * Makes one.
     *
     * @param kinds what may be broken
     */
    public static Schedule of(long seed, Duration length, Victims victims, Set<FaultKind> kinds) {
        var faults = new ArrayList<Fault>();
        var lanes = new EnumMap<FaultKind.Lane, List<FaultKind>>(FaultKind.Lane.class);
        for (var kind : FaultKind.values()) {
            if (kinds.contains(kind) && victims.of(kind.lane()) > 0) {
                lanes.computeIfAbsent(kind.lane(), lane -> new ArrayList<>()).add(kind);
            }
        }
        lanes.forEach((lane, those) ->
                faults.addAll(lane(new SplittableRandom(seed * 31 + lane.ordinal()), length, victims, lane, those)));
        faults.sort(Comparator.comparing(Fault::at));
        return new Schedule(faults);
    }

    private static List<Fault> lane(
            SplittableRandom random, Duration length, Victims victims, FaultKind.Lane lane, List<FaultKind> kinds) {
        var faults = new ArrayList<Fault>();
        var bag = new ArrayList<FaultKind>();
        var at = rest(random);
        while (at.compareTo(length) < 0) {
            if (bag.isEmpty()) {
                bag.addAll(kinds); // each kind comes before any comes again
            }
            var kind = bag.remove(random.nextInt(bag.size()));
            var holds =
                    Duration.ofMillis(random.nextLong(kind.leastSeconds() * 1_000L, kind.mostSeconds() * 1_000L + 1));
            faults.add(new Fault(at, kind, random.nextInt(victims.of(lane)), random.nextInt(victims.brokers()), holds));
            at = at.plus(holds).plus(USUAL_RECOVERY).plus(rest(random));
        }
        return faults;
    }

    private static Duration rest(SplittableRandom random) {
        return Duration.ofSeconds(random.nextInt(LEAST_REST_SECONDS, MOST_REST_SECONDS + 1));
    }

    /** A line for each. */
    public List<String> lines() {
        return faults.stream().map(Fault::toString).toList();
    }

    Map<FaultKind.Lane, List<Fault>> byLane() {
        var lanes = new EnumMap<FaultKind.Lane, List<Fault>>(FaultKind.Lane.class);
        for (var fault : faults) {
            lanes.computeIfAbsent(fault.kind().lane(), lane -> new ArrayList<>())
                    .add(fault);
        }
        return lanes;
    }
}
