package dev.reprise.workflow.engine;

import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Runs something on a virtual thread, as if the caller did. */
final class OnVirtualThread {
    private OnVirtualThread() {}

    /** Calls on this thread if it is virtual, or on a new one, and returns when that has ended. */
    static <T> T call(String name, Supplier<T> work) {
        if (Thread.currentThread().isVirtual()) {
            return work.get();
        }
        var task = new FutureTask<>(withTheSameLogContext(work));
        var thread = Thread.ofVirtual().name("execution-" + name).start(task);
        joinPassingOnInterrupts(thread);
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            default -> throw same(task.exceptionNow());
        };
    }

    private static <T> Callable<T> withTheSameLogContext(Supplier<T> work) {
        var context = MDC.getCopyOfContextMap();
        return () -> {
            if (context != null) {
                MDC.setContextMap(context);
            }
            return work.get();
        };
    }

    private static void joinPassingOnInterrupts(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException same(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new CheckpointUnavailable("Expected no checked exception to leave an invocation", thrown);
        };
    }
}
