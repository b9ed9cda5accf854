package dev.reprise.cli.demo;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting, never for ever and never for a process that is gone. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private Patience() {}

    /** Asks until there is an answer. */
    static <T> T await(String what, DevProcess process, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            process.requireAlive();
            var answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            pause();
        }
        throw new CommandFailure(
                "Expected %s within %s, but it did not come to that.".formatted(what, Terminal.text(LIMIT)));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }
}
