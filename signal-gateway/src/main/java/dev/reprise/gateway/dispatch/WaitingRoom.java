package dev.reprise.gateway.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The invocations that are due and have not begun. Thread-safe. */
final class WaitingRoom {
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** One of them; two are never the same. */
    static final class Waiting {
        private final long sinceNanos;

        private Waiting(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        Duration soFar() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    Waiting enter() {
        var one = new Waiting(System.nanoTime());
        waiting.add(one);
        return one;
    }

    /** Harmless when it has left before. */
    void leave(Waiting one) {
        waiting.remove(one);
    }

    /** How many wait. */
    int size() {
        return waiting.size();
    }

    /** How long the one that came first has waited; zero when nobody waits. Looks at all of them. */
    Duration oldest() {
        return waiting.stream().map(Waiting::soFar).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
