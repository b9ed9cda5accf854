package dev.reprise.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/**
 * Lets so many in at once, in the order they came. The limit may change at any time; whoever is in stays in. Meant for
 * virtual threads.
 */
final class Turnstile {
    private final IntSupplier limit;
    private final ArrayDeque<CountDownLatch> waiting = new ArrayDeque<>();
    private int inside;

    /** A turnstile; the limit, at least 1, is asked for each time. */
    Turnstile(IntSupplier limit) {
        this.limit = limit;
    }

    /** Waits for a turn. Must be followed by {@link #leave}. */
    void enter() throws InterruptedException {
        CountDownLatch turn;
        int most = limit.getAsInt();
        synchronized (this) {
            if (waiting.isEmpty() && inside < most) {
                inside++;
                return;
            }
            turn = new CountDownLatch(1);
            waiting.add(turn);
        }
        turn.await();
    }

    /** Gives the turn to the next. */
    void leave() {
        int most = limit.getAsInt();
        synchronized (this) {
            inside--;
            while (inside < most && !waiting.isEmpty()) {
                inside++;
                waiting.remove().countDown();
            }
        }
    }
}
