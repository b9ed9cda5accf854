package dev.reprise.workflow.engine;

import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs something on a virtual thread, as if the caller did. */
final class OnVirtualThread {
    private OnVirtualThread() {}

    /** Calls on this thread if it is virtual, or on a new one, and returns when that has ended. */
    static <T> T call(String name, Supplier<T> work) {
        if (Thread.currentThread().isVirtual()) {
            return work.get();
        }
        var task = new FutureTask<>(work::get);
        var thread = Thread.ofVirtual().name("execution-" + name).start(task);
        joinPassingOnInterrupts(thread);
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            default -> throw same(task.exceptionNow());
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
