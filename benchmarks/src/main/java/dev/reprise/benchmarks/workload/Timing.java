package dev.reprise.benchmarks.workload;

import java.time.Duration;

/**
 * How long to measure, and on which broker.
 *
 * @param warmUp how long an engine runs under full load before its first figure
 * @param measured how long each figure is measured
 * @param fsync whether the broker writes each append to disk before it acknowledges
 */
public record Timing(Duration warmUp, Duration measured, boolean fsync) {
    /** How long a warm engine runs under another load before that is measured. */
    public Duration settling() {
        return measured.dividedBy(4);
    }
}
