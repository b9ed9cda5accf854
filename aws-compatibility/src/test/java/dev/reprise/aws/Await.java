package dev.reprise.aws;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what happens elsewhere. */
final class Await {
    static final int AT_MOST_SECONDS = 120;

    private static final long PAUSE_NANOS = 100_000_000L;

    private Await() {}

    /** Asks until there is an answer. */
    static <T> T value(String what, Supplier<Optional<T>> question, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + AT_MOST_SECONDS * 1_000_000_000L;
        while (true) {
            var answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Expected %s within %d s, but found:%n%s".formatted(what, AT_MOST_SECONDS, otherwise.get()));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
