package dev.reprise.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A load that comes at a fixed rate, whether or not what came before is done. Each latency is counted from the moment that
 * the work was to begin, not from when it did: so a stall of the engine counts for all who would have come meanwhile
 * (coordinated omission is accounted for), and so does a generator that cannot keep up.
 */
public final class OpenLoop {
    /** Beyond so much at once the generator itself would be what is measured; who comes then waits, and the wait counts. */
    private static final int MOST_AT_ONCE = 10_000;

    private final Ticker ticker;
    private final double perSecond;

    private OpenLoop(Ticker ticker, double perSecond) {
        this.ticker = ticker;
        this.perSecond = perSecond;
    }

    /** A load of so many each second, evenly spaced. */
    public static OpenLoop of(double perSecond) {
        return of(perSecond, Ticker.SYSTEM);
    }

    static OpenLoop of(double perSecond, Ticker ticker) {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("Expected a rate above zero, but found " + perSecond);
        }
        return new OpenLoop(ticker, perSecond);
    }

    /**
     * Runs the load, and waits for all that it began.
     *
     * @param warmUp how long to run before measuring
     * @param measured how long to measure
     * @throws Exception what some work failed with
     */
    public LoadResult run(Duration warmUp, Duration measured, Measuring measuring, Work work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return run(warmUp, measured, measuring, work, threads);
        }
    }

    LoadResult run(Duration warmUp, Duration measured, Measuring measuring, Work work, Executor threads)
            throws Exception {
        var latencies = new Latencies();
        var failures = new Failures();
        var room = new Semaphore(MOST_AT_ONCE);
        long begin = ticker.nanos();
        long warmArrivals = arrivals(warmUp);
        long allArrivals = warmArrivals + arrivals(measured);
        for (long arrival = 0; arrival < allArrivals && failures.isNone(); arrival++) {
            long intended = begin + (long) (arrival * 1e9 / perSecond);
            ticker.sleepUntil(intended);
            if (arrival == warmArrivals) {
                measuring.begins();
            }
            boolean counts = arrival >= warmArrivals;
            room.acquire();
            threads.execute(() -> {
                try {
                    work.run();
                    if (counts) {
                        latencies.record(ticker.nanos() - intended);
                    }
                } catch (Exception e) {
                    failures.note(e);
                } finally {
                    room.release();
                }
            });
        }
        room.acquire(MOST_AT_ONCE);
        measuring.ends();
        failures.rethrow();
        long measureFrom = begin + (long) (warmArrivals * 1e9 / perSecond);
        long took = Math.max(measured.toNanos(), ticker.nanos() - measureFrom);
        return new LoadResult(latencies.count(), Duration.ofNanos(took), latencies.histogram());
    }

    private long arrivals(Duration during) {
        return Math.round(during.toNanos() / 1e9 * perSecond);
    }
}
