package dev.reprise.cli.process;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting, never for ever and never for a process that is gone. */
public final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final long LOOK_AGAIN_LATER_MILLIS = 300;

    private Patience() {}

    /** Asks until there is an answer, for a minute. */
    public static <T> T await(String what, OwnProcess process, Supplier<Optional<T>> question) {
        return await(what, LIMIT, LOOK_AGAIN_MILLIS, () -> {
            process.requireAlive();
            return question.get();
        });
    }

    /**
     * Asks until there is an answer, and not too often, because others may be busy; the question throws when there can be none
     * any more.
     */
    public static <T> T await(String what, Duration limit, Supplier<Optional<T>> question) {
        return await(what, limit, LOOK_AGAIN_LATER_MILLIS, question);
    }

    private static <T> T await(String what, Duration limit, long pauseMillis, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            var answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            pause(pauseMillis);
        }
        throw new CommandFailure(
                "Expected %s within %s, but it did not come to that.".formatted(what, Terminal.text(limit)));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }
}
