package dev.reprise.benchmarks.process;

import dev.reprise.benchmarks.results.ThreadUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The processor time of a process's threads at a moment, as Linux counts it (proc_pid_stat(5)). It has what a sampler
 * of Java does not see: the compiler, the collector, and threads of native libraries.
 *
 * <p>Linux forgets what a thread used when it ends, but its process's own time has it still.
 */
final class ThreadTimes {
    /** What is the process's, and of no thread that is still there. */
    private static final String ENDED = "threads that have ended";

    /** Kinds by what is in the name of a thread, of which Linux keeps 15 letters; the first that fits is it. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("C2 Compiler", "C2 compiler"),
            Map.entry("C1 Compiler", "C1 compiler"),
            Map.entry("G1 ", "collector"),
            Map.entry("GC Thread", "collector"),
            Map.entry("VM Thread", "collector"), // it does other things as well, but little else takes it long
            Map.entry("rocksdb", "RocksDB"),
            Map.entry("-StreamTh", "stream threads"),
            Map.entry("-StateUpd", "restoring the store"),
            Map.entry("kafka-producer", "producers"),
            Map.entry("data-plane", "Kafka's requests"),
            Map.entry("ForkJoinPool", "virtual threads"),
            Map.entry("HttpClient", "HTTP client"),
            Map.entry("vert.x-eventloo", "event loops"));

    /** Whatever tells threads of one kind from each other. */
    private static final Pattern NUMBER = Pattern.compile("[-#]?\\d*-?$");

    private final Map<Long, ThreadUse> byThread;

    private ThreadTimes(Map<Long, ThreadUse> byThread) {
        this.byThread = byThread;
    }

    /** As they are now; none of a process that is gone, or where this machine does not tell. */
    static ThreadTimes now(long pid) {
        var byThread = new HashMap<Long, ThreadUse>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var task : tasks) {
                read(task, byThread);
            }
        } catch (IOException notLinuxOrGone) {
            return new ThreadTimes(Map.of());
        }
        return new ThreadTimes(byThread);
    }

    private static void read(Path task, Map<Long, ThreadUse> byThread) {
        try {
            var stat = Files.readString(task.resolve("stat"));
            byThread.put(Long.parseLong(task.getFileName().toString()), parse(stat));
        } catch (IOException endedMeanwhile) {
            // what it used is told as that of threads that have ended
        }
    }

    /** A thread's kind and time, from its {@code stat}. */
    static ThreadUse parse(String stat) {
        int close = stat.lastIndexOf(')'); // the name may have some in it, too
        var fields = stat.substring(close + 2).split(" ");
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]); // utime and stime, fields 14 and 15
        return new ThreadUse(kind(stat.substring(stat.indexOf('(') + 1, close)), ticks / ProcessMeter.TICKS_PER_SECOND);
    }

    private static String kind(String name) {
        return KINDS.stream()
                .filter(kind -> name.contains(kind.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> NUMBER.matcher(name).replaceFirst(""));
    }

    /**
     * What was used since an earlier moment, by kind, what used most first; kinds that used nothing are left out.
     *
     * @param processSeconds what the whole process used meanwhile
     */
    List<ThreadUse> since(ThreadTimes before, double processSeconds) {
        if (byThread.isEmpty()) {
            return List.of();
        }
        var byKind = new HashMap<String, Double>();
        byThread.forEach((id, now) -> {
            var then = before.byThread.get(id);
            byKind.merge(now.kind(), now.cpuSeconds() - (then == null ? 0 : then.cpuSeconds()), Double::sum);
        });
        double known = byKind.values().stream().mapToDouble(Double::doubleValue).sum();
        byKind.put(ENDED, processSeconds - known);
        return byKind.entrySet().stream()
                .map(entry -> new ThreadUse(entry.getKey(), entry.getValue()))
                .filter(use -> use.cpuSeconds() >= 1 / ProcessMeter.TICKS_PER_SECOND)
                .sorted(Comparator.comparingDouble(ThreadUse::cpuSeconds).reversed())
                .toList();
    }
}
