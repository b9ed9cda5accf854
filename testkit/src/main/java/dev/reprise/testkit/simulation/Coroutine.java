package dev.reprise.testkit.simulation;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Code on a thread of its own that runs only while the simulation waits for it, so that blocking code takes part in a
 * simulation of one thread. It pauses itself, and is resumed with an answer or killed.
 */
final class Coroutine {
    private static final ThreadLocal<@Nullable Coroutine> CURRENT = new ThreadLocal<>();

    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore hasPaused = new Semaphore(0);
    private final Thread thread;
    private @Nullable Object answer;
    private boolean killed;
    private volatile boolean ended;
    private long frozenUntil;

    /** Unwinds killed code, whatever it catches: it never gets an answer again. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("the simulated process is dead", null, false, false);
        }
    }

    Coroutine(String name, Runnable code) {
        thread = Thread.ofVirtual().name(name).unstarted(() -> {
            CURRENT.set(this);
            mayRun.acquireUninterruptibly();
            try {
                if (!killed) {
                    code.run();
                }
            } catch (Killed dead) {
                // as it should be
            } finally {
                ended = true;
                hasPaused.release();
            }
        });
        thread.start();
    }

    /** The coroutine whose code asks. */
    static Coroutine current() {
        var current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("Expected the code of a coroutine to ask, but this is another thread");
        }
        return current;
    }

    boolean hasEnded() {
        return ended;
    }

    void freezeUntil(long time) {
        frozenUntil = Math.max(frozenUntil, time);
    }

    /** Until when it stands still, and is not to be resumed. */
    long frozenUntil() {
        return frozenUntil;
    }

    /** Lets it run until it pauses or ends. */
    void resume(@Nullable Object with) {
        if (!ended) {
            answer = with;
            mayRun.release();
            hasPaused.acquireUninterruptibly();
        }
    }

    /** Kills it, and lets it run until it has unwound. */
    void kill() {
        killed = true;
        while (!ended) {
            resume(null);
        }
    }

    /** Called by its code: hands itself to whoever is to resume it, and pauses. */
    @Nullable
    Object pause(Consumer<Coroutine> until) {
        if (killed) {
            throw new Killed();
        }
        until.accept(this);
        hasPaused.release();
        mayRun.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
        return answer;
    }
}
