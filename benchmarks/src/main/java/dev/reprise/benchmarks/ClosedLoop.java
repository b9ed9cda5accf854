package dev.reprise.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A load of a fixed number of callers, each of whom begins again as soon as it is answered. Latencies of a closed loop
 * are those a caller of this very load sees; they say nothing of a load that comes regardless.
 */
final class ClosedLoop {
    private ClosedLoop() {}

    /** Something to be measured, once. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** What a load did. Latencies in nanoseconds. */
    record Result(long count, Duration took, ConcurrentHistogram latencies) {
        double perSecond() {
            return count / (took.toNanos() / 1e9);
        }

        double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /**
     * Runs the load.
     *
     * @param callers how many at once
     * @param warmUp how long to run before measuring
     * @param measured how long to measure
     * @throws Exception what a caller failed with
     */
    static Result run(int callers, Duration warmUp, Duration measured, Work work) throws Exception {
        var begin = System.nanoTime();
        long measureFrom = begin + warmUp.toNanos();
        long until = measureFrom + measured.toNanos();
        var latencies = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
        var count = new AtomicLong();
        var failure = new AtomicReference<@Nullable Exception>();
        var done = new CountDownLatch(callers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    try {
                        for (long from = System.nanoTime(); from < until && failure.get() == null; ) {
                            work.run();
                            long to = System.nanoTime();
                            if (from >= measureFrom) {
                                latencies.recordValue(to - from);
                                count.incrementAndGet();
                            }
                            from = to;
                        }
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        done.countDown();
                    }
                });
            }
            done.await();
        }
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Result(count.get(), Duration.ofNanos(System.nanoTime() - measureFrom), latencies);
    }
}
