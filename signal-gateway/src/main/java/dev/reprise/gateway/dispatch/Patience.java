package dev.reprise.gateway.dispatch;

import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again while the journal is unavailable, until it works or the node stops. Used for what must not be given up: the
 * end of an invocation, a message for another partition. Thread-safe; blocks, so meant for virtual threads.
 */
public final class Patience implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SAY_AFTER = Duration.ofSeconds(1);

    private final CountDownLatch closed = new CountDownLatch(1);

    /** The node stops; the next owner of the partition goes on. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The node is shutting down", null, false, false);
        }
    }

    /**
     * What an attempt returns, once one works.
     *
     * @param what what is attempted, for the log: "record the end of invocation …"
     * @throws Stopped when the node stops before
     */
    public <T> T insist(String what, Supplier<T> attempt) {
        var pause = FIRST_PAUSE;
        while (closed.getCount() > 0) {
            try {
                return attempt.get();
            } catch (JournalUnavailable e) {
                if (pause.compareTo(SAY_AFTER) > 0) {
                    LOG.warn("Cannot {} yet: {}. Trying again in {}", what, e.getMessage(), pause);
                }
                rest(pause);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
        throw new Stopped();
    }

    /**
     * Waits.
     *
     * @throws Stopped when the node stops before
     */
    void rest(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
