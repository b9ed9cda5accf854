package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Injected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * For how long clients could not write to a partition of the journal because of a fault: the longest time without an
 * acknowledged probe of that partition, from the fault until its victim served again, or, when that was sooner, until the
 * silence that it began had ended. One figure for each fault and partition. Faults of other lanes may have had their share.
 *
 * @param kind the kind of fault
 * @param faults how many there were
 * @param p50Millis the median of these figures
 * @param p99Millis what 99 of 100 do not exceed
 * @param maxMillis the largest
 */
public record Unavailability(String kind, int faults, long p50Millis, long p99Millis, long maxMillis) {
    private static final long MICROS_PER_MILLI = 1_000;

    /** For each kind of fault that there was. */
    public static List<Unavailability> of(List<Call> calls, List<Injected> faults) {
        var acknowledged = calls.stream()
                .filter(call -> call.action() == Action.PROBE && call.isOk())
                .collect(Collectors.groupingBy(
                        Call::execution, Collectors.mapping(Call::endedMicros, Collectors.toList())));
        acknowledged.values().forEach(Collections::sort);
        long end = calls.stream().mapToLong(Call::endedMicros).max().orElse(0);
        acknowledged.values().forEach(successes -> successes.add(end)); // a silence that never ended counts as well
        Map<String, List<Long>> silences = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (var fault : faults) {
            counts.merge(fault.kind(), 1, Integer::sum);
            var those = silences.computeIfAbsent(fault.kind(), kind -> new ArrayList<>());
            acknowledged.values().forEach(partition -> those.add(longestSilence(partition, fault) / MICROS_PER_MILLI));
        }
        return silences.entrySet().stream()
                .map(kind -> of(kind.getKey(), counts.getOrDefault(kind.getKey(), 0), kind.getValue()))
                .toList();
    }

    private static Unavailability of(String kind, int faults, List<Long> silences) {
        var sorted = silences.stream().sorted().toList();
        return new Unavailability(kind, faults, quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
    }

    /** The longest time without success that begins while the fault has its effect. */
    private static long longestSilence(List<Long> successes, Injected fault) {
        long longest = 0;
        long last = fault.begunMicros();
        for (long success : successes) {
            if (success < fault.begunMicros()) {
                continue;
            }
            longest = Math.max(longest, success - last);
            last = success;
            if (success > fault.readyMicros()) {
                break;
            }
        }
        return longest;
    }

    private static long quantile(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
