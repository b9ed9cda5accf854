package dev.reprise.workflow.lambda;

import dev.reprise.workflow.InvocationInterrupted;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/** Runs what must leave in time, on a virtual thread. */
final class TimedCall {
    private TimedCall() {}

    /**
     * Calls, and interrupts the call when its time is up.
     *
     * @param allowed how long it may take
     * @param grace how long it may take to leave after the interruption; code that does not is left behind
     * @throws InvocationInterrupted when it did not end in time, unless it threw something better
     */
    static <T> T call(String name, Duration allowed, Duration grace, Callable<T> call) throws InterruptedException {
        var task = new FutureTask<>(withTheSameLogContext(call));
        var thread = Thread.ofVirtual().name(name).start(task);
        try {
            return get(task, allowed);
        } catch (TimeoutException late) {
            thread.interrupt();
            return leave(name, task, grace);
        } catch (InterruptedException stopped) {
            thread.interrupt();
            throw stopped;
        }
    }

    /** What others have put beside every log line, such as Lambda's request id, belongs to these, too. */
    private static <T> Callable<T> withTheSameLogContext(Callable<T> call) {
        var context = MDC.getCopyOfContextMap();
        return () -> {
            if (context != null) {
                MDC.setContextMap(context);
            }
            return call.call();
        };
    }

    private static <T> T leave(String name, FutureTask<T> task, Duration grace) throws InterruptedException {
        try {
            return get(task, grace);
        } catch (TimeoutException stays) {
            throw new InvocationInterrupted(name, new InterruptedException("its time was up, and it did not leave"));
        }
    }

    private static <T> T get(FutureTask<T> task, Duration atMost) throws InterruptedException, TimeoutException {
        try {
            return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException crash -> throw crash;
                case Error crash -> throw crash;
                case null, default -> throw new IllegalStateException("Expected no checked exception", e);
            }
        }
    }
}
