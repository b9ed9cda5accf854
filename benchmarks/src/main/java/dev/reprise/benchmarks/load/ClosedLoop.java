package dev.reprise.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load of a fixed number of callers, each of whom begins again as soon as it is answered. Latencies of a closed loop
 * are those a caller of this very load sees; they say nothing of a load that comes regardless, see {@link OpenLoop}.
 */
public final class ClosedLoop {
    private ClosedLoop() {}

    /**
     * Runs the load for a time. What is done in the time that is measured counts, whenever it began.
     *
     * @param callers how many at once
     * @param warmUp how long to run before measuring
     * @param measured how long to measure
     * @throws Exception what a caller failed with
     */
    public static LoadResult run(int callers, Duration warmUp, Duration measured, Measuring measuring, Work work)
            throws Exception {
        long measureFrom = System.nanoTime() + warmUp.toNanos();
        long until = measureFrom + measured.toNanos();
        var latencies = new Latencies();
        var failures = new Failures();
        var done = new CountDownLatch(callers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    try {
                        for (long from = System.nanoTime(); from < until && failures.isNone(); ) {
                            work.run();
                            long to = System.nanoTime();
                            if (to >= measureFrom && to <= until) {
                                latencies.record(to - from);
                            }
                            from = to;
                        }
                    } catch (Exception e) {
                        failures.note(e);
                    } finally {
                        done.countDown();
                    }
                });
            }
            // A failure ends all callers early.
            if (!done.await(measureFrom - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                measuring.begins();
                done.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                measuring.ends();
            }
            done.await();
        }
        failures.rethrow();
        return new LoadResult(latencies.count(), measured, latencies.histogram());
    }

    /**
     * Does each of a number of things once.
     *
     * @param callers how many at once
     * @param times how many things
     * @throws Exception what a caller failed with
     */
    public static LoadResult each(int callers, int times, NumberedWork work) throws Exception {
        var latencies = new Latencies();
        var failures = new Failures();
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(callers, times); i++) {
                threads.execute(() -> {
                    try {
                        for (int number = next.getAndIncrement();
                                number < times && failures.isNone();
                                number = next.getAndIncrement()) {
                            long from = System.nanoTime();
                            work.run(number);
                            latencies.record(System.nanoTime() - from);
                        }
                    } catch (Exception e) {
                        failures.note(e);
                    }
                });
            }
        }
        failures.rethrow();
        return new LoadResult(latencies.count(), Duration.ofNanos(System.nanoTime() - begin), latencies.histogram());
    }

    /** One of several things to be done. */
    @FunctionalInterface
    public interface NumberedWork {
        /**
         * Does it.
         *
         * @param number which, from 0
         */
        void run(int number) throws Exception;
    }
}
