package dev.reprise.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/** The time that a load is timed by. */
interface Ticker {
    /** This machine's. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) {
            for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Returns when that moment has come, at once if it has passed. */
    void sleepUntil(long nanos);
}
