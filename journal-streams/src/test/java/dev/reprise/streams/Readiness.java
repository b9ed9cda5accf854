package dev.reprise.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits, within bounds, until a journal serves. */
final class Readiness {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Readiness() {}

    static void await(Journal journal) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!journal.health().ready()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected the journal to become ready, but: " + journal.health());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
