package dev.reprise.benchmarks.results;

import java.util.List;

/**
 * What a process used while something was measured.
 *
 * @param process which, such as {@code broker}
 * @param cpuSeconds processor time, user and system
 * @param residentMebibytes its resident memory at the end; 0 where this machine does not tell
 * @param threads which of its threads used it, those that used most first; empty where this machine does not tell
 */
public record ProcessUse(String process, double cpuSeconds, long residentMebibytes, List<ThreadUse> threads) {
    public ProcessUse {
        threads = List.copyOf(threads);
    }

    /** One whose threads nobody looked at. */
    public ProcessUse(String process, double cpuSeconds, long residentMebibytes) {
        this(process, cpuSeconds, residentMebibytes, List.of());
    }
}
