package dev.reprise.benchmarks.load;

/** Something to be measured, once. Called by many threads at a time. */
@FunctionalInterface
public interface Work {
    /** Does it. */
    void run() throws Exception;
}
