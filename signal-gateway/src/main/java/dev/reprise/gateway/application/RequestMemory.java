package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much the bodies of all requests under way may take together, whoever sends them. Starts may have half of it: what
 * runs already can always be recorded. Thread-safe.
 */
public final class RequestMemory {
    /** Room for two bodies of the largest kind, or a single start would not fit into its half. */
    private static final long LEAST = 18 << 20;

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder refused = new LongAdder();

    /**
     * A memory for bodies.
     *
     * @param most its size in bytes
     */
    public RequestMemory(long most) {
        if (most < LEAST) {
            throw new InvalidValue(
                    "Expected room for at least %d bytes of request bodies, but found %d".formatted(LEAST, most));
        }
        this.most = most;
    }

    /** A quarter of what this process may have. */
    public static long ofThisProcess() {
        return Math.max(Runtime.getRuntime().maxMemory() / 4, LEAST);
    }

    /** Takes room for a body, if there is. What is taken must be given back. */
    public boolean take(long bytes, boolean forStart) {
        if (taken.addAndGet(bytes) <= (forStart ? most / 2 : most)) {
            return true;
        }
        giveBack(bytes);
        refused.increment();
        return false;
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How many bytes are taken. */
    public long taken() {
        return taken.get();
    }

    /** How many requests were refused for lack of room. */
    public long refused() {
        return refused.sum();
    }
}
