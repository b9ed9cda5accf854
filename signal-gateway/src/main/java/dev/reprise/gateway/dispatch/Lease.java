package dev.reprise.gateway.dispatch;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/** Gives a call so much time and no more. */
final class Lease {
    private Lease() {}

    /**
     * Calls on a virtual thread of its own and waits for the end. When the time is up that thread is interrupted and left
     * alone: what it does afterwards is fenced off by the journal.
     *
     * @throws TimeoutException when the time is up
     * @throws ExecutionException with what the call threw
     */
    static <T> T call(String name, Duration atMost, Callable<T> call)
            throws TimeoutException, ExecutionException, InterruptedException {
        var said = MDC.getCopyOfContextMap();
        var task = new FutureTask<>(() -> {
            if (said != null) {
                MDC.setContextMap(said); // what the caller's log lines carry, those of the call do, too
            }
            return call.call();
        });
        var thread = Thread.ofVirtual().name(name).start(task);
        try {
            return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }
}
