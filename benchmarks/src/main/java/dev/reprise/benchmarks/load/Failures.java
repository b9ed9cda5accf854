package dev.reprise.benchmarks.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first failure under a load, which ends it: a figure with failures in it would mean nothing. Thread-safe. */
final class Failures {
    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

    void note(Exception failure) {
        first.compareAndSet(null, failure);
    }

    boolean isNone() {
        return first.get() == null;
    }

    void rethrow() throws Exception {
        var failure = first.get();
        if (failure != null) {
            throw failure;
        }
    }
}
