package dev.reprise.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Collects latencies from any thread, up to ten minutes each and three digits exact. */
public final class Latencies {
    private static final long LONGEST = Duration.ofMinutes(10).toNanos();

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST, 3);

    /** Adds one; what is longer than can be told counts as the longest. */
    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** How many so far. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** What there is, once nobody adds any more. */
    public Histogram histogram() {
        return histogram;
    }
}
