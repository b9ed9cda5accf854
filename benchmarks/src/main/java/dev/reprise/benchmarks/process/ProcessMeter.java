package dev.reprise.benchmarks.process;

import dev.reprise.benchmarks.load.Measuring;
import dev.reprise.benchmarks.results.ProcessUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What processes use while something is measured. What all others on this machine use meanwhile is one more line:
 * much of it, and the figures beside it are worth little.
 */
public final class ProcessMeter implements Measuring {
    static final double TICKS_PER_SECOND = 100; // in all of /proc, on every Linux there is

    private static final Pattern SPACES = Pattern.compile(" +");

    private final List<Watched> processes;
    private List<Double> cpuSeconds;
    private List<ThreadTimes> threads;
    private double busySeconds;
    private List<ProcessUse> uses = List.of();

    private ProcessMeter(List<Watched> processes) {
        this.processes = List.copyOf(processes);
        cpuSeconds = cpuSeconds(processes);
        threads = threads(processes);
        busySeconds = busySeconds();
    }

    /** Begins now. */
    public static ProcessMeter begin(List<Watched> processes) {
        return new ProcessMeter(processes);
    }

    /** Begins again. */
    @Override
    public void begins() {
        cpuSeconds = cpuSeconds(processes);
        threads = threads(processes);
        busySeconds = busySeconds();
    }

    @Override
    public void ends() {
        uses = sinceBegin();
    }

    /** What was used until it ended last. */
    public List<ProcessUse> uses() {
        return uses;
    }

    /** Ends now, and gives what was used. */
    public List<ProcessUse> end() {
        ends();
        return uses;
    }

    private List<ProcessUse> sinceBegin() {
        var now = cpuSeconds(processes);
        var threadsNow = threads(processes);
        double ours = 0;
        var used = new ArrayList<ProcessUse>();
        for (int i = 0; i < processes.size(); i++) {
            double seconds = now.get(i) - cpuSeconds.get(i);
            ours += seconds;
            var process = processes.get(i);
            used.add(new ProcessUse(
                    process.name(),
                    seconds,
                    residentMebibytes(process.pid()),
                    threadsNow.get(i).since(threads.get(i), seconds)));
        }
        used.add(new ProcessUse("all others", Math.max(0, busySeconds() - busySeconds - ours), 0));
        return used;
    }

    /** Resident memory of a process; 0 where this machine does not tell. */
    public static long residentMebibytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinuxOrGone) {
            return 0;
        }
    }

    private static List<Double> cpuSeconds(List<Watched> processes) {
        return processes.stream().map(process -> cpuSeconds(process.pid())).toList();
    }

    private static List<ThreadTimes> threads(List<Watched> processes) {
        return processes.stream().map(process -> ThreadTimes.now(process.pid())).toList();
    }

    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    /** What the whole machine has been busy, from the first line of {@code /proc/stat}; 0 where there is none. */
    private static double busySeconds() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = SPACES.splitAsStream(lines.findFirst().orElse("")).toList();
            double ticks = 0;
            for (int i = 1; i < Math.min(fields.size(), 9); i++) {
                boolean idle = i == 4 || i == 5; // idle, waiting for a disk
                ticks += idle ? 0 : Long.parseLong(fields.get(i));
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
