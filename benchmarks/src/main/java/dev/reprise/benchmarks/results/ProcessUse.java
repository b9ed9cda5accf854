package dev.reprise.benchmarks.results;

/**
 * What a process used while something was measured.
 *
 * @param process which, such as {@code broker}
 * @param cpuSeconds processor time, user and system
 * @param residentMebibytes its resident memory at the end; 0 where this machine does not tell
 */
public record ProcessUse(String process, double cpuSeconds, long residentMebibytes) {}
