package dev.reprise.gateway;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens elsewhere. */
public final class Await {
    private static final long AT_MOST_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 10_000_000L;

    private Await() {}

    public static void until(String what, BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + AT_MOST_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected that " + what + ", but it did not come true:\n" + otherwise.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
