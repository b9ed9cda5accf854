package dev.reprise.workflow;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a step may know of itself, through {@link #current} on the thread that runs it.
 *
 * @param name the step's name
 * @param attempt which attempt this is, from 1
 * @param idempotencyKey the same for all attempts of this step: what must happen once whatever comes, such as charging
 *     a card, is sent with this key
 * @param attemptKey different for each attempt, and the same when one attempt is made again after a crash
 */
public record StepContext(String name, int attempt, String idempotencyKey, String attemptKey) {
    private static final ThreadLocal<@Nullable StepContext> CURRENT = new ThreadLocal<>();

    /**
     * The attempt this thread runs. Threads that a step's body starts do not know it.
     *
     * @throws IllegalContextUse when this thread runs no step
     */
    public static StepContext current() {
        var current = CURRENT.get();
        if (current == null) {
            throw new IllegalContextUse("Expected to be called by the thread that runs a step, but it runs none");
        }
        return current;
    }

    /** Runs a body as this attempt; for tests of bodies that ask for {@link #current}. */
    public <T extends @Nullable Object> T call(Callable<? extends T> body) throws Exception {
        CURRENT.set(this);
        try {
            return body.call();
        } finally {
            CURRENT.remove();
        }
    }
}
