package dev.reprise.gateway.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls plain functions for callers who do not wait, each on a virtual thread, again after a pause when a call fails. A
 * plain function has no journal: calls that have not been made when the process ends are lost. Thread-safe.
 */
public final class BackgroundCalls implements AutoCloseable {
    /** As a caller of AWS Lambda is used to: two more tries. */
    public static final List<Duration> USUAL_PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCalls.class);

    /** How much may be under way at once, inputs and the rest, in KiB: what is not recorded must be held in memory. */
    private static final int ROOM = 64 << 10;

    private final PlainFunctions functions;
    private final List<Duration> pauses;
    private final Semaphore room = new Semaphore(ROOM);
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Makes calls.
     *
     * @param pauses before each further try of a call that failed
     */
    public BackgroundCalls(PlainFunctions functions, List<Duration> pauses) {
        this.functions = functions;
        this.pauses = List.copyOf(pauses);
    }

    /** Begins a call, unless too much is under way already. Returns at once whether it did. */
    public boolean begin(RegisteredFunction function, byte[] input, Caller caller) {
        int takes = 1 + (input.length >> 10);
        if (!room.tryAcquire(takes)) {
            return false;
        }
        Thread.ofVirtual().name("background-" + function.name()).start(() -> {
            try {
                callUntilItWorks(function, input, caller);
            } catch (InterruptedException stopped) {
                LOG.debug("A call of {} is given up, because the node stops", function.name());
            } catch (RuntimeException e) {
                LOG.error("A call of {} was lost for a reason that nobody foresaw", function.name(), e);
            } finally {
                room.release(takes);
            }
        });
        return true;
    }

    private void callUntilItWorks(RegisteredFunction function, byte[] input, Caller caller)
            throws InterruptedException {
        var failure = call(function, input, caller);
        for (var pause : pauses) {
            if (failure == null || closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            failure = call(function, input, caller);
        }
        if (failure != null) {
            LOG.warn("A call of {} that nobody waits for has failed for good: {}", function.name(), failure);
        }
    }

    /** What kind of thing was wrong, or null when nothing was. Not the message, which may hold anything. */
    private @Nullable String call(RegisteredFunction function, byte[] input, Caller caller)
            throws InterruptedException {
        try {
            return functions.call(function, input, caller) instanceof PlainFunctions.Answer.Failed failed
                    ? failed.failure().type()
                    : null;
        } catch (TimeoutException e) {
            return "It did not answer within %d seconds"
                    .formatted(function.invocationTimeout().toSeconds());
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
