package dev.reprise.benchmarks.results;

/**
 * What the threads of one kind used while something was measured.
 *
 * @param kind such as {@code C2 compiler}, or what the names of the threads begin with
 * @param cpuSeconds processor time, user and system
 */
public record ThreadUse(String kind, double cpuSeconds) {}
