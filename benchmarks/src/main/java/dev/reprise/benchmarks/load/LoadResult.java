package dev.reprise.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load did.
 *
 * @param count how often
 * @param took in how long
 * @param latencies in nanoseconds
 */
public record LoadResult(long count, Duration took, Histogram latencies) {
    /** How many each second. */
    public double perSecond() {
        return count / (took.toNanos() / 1e9);
    }

    /** A percentile of the latencies in milliseconds. */
    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
