package dev.reprise.workflow.engine;

import dev.reprise.core.operation.Operation;
import dev.reprise.workflow.InvocationInterrupted;
import dev.reprise.workflow.RuntimeOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Waits for the journal's clock without suspending, as long as that is short. */
final class InPlace {
    private static final Duration FIRST_POLL_AFTER = Duration.ofMillis(20);
    private static final Duration LAST_POLL_AFTER = Duration.ofSeconds(2);

    private final Course course;
    private final Progress progress;
    private final RuntimeOptions options;

    InPlace(Course course, Progress progress, RuntimeOptions options) {
        this.course = course;
        this.progress = progress;
        this.options = options;
    }

    /** How long until a moment that the journal has set. */
    Duration until(Instant due) {
        return Duration.between(options.clock().instant(), due);
    }

    /**
     * Waits until an operation is what it is waited for to be, or suspends: at once when that takes long or until after
     * the deadline, or after some polls when the journal's timers are late.
     *
     * @return the operation then
     */
    Operation await(Operation operation, Duration delay, Predicate<Operation> arrived) {
        if (delay.compareTo(options.inPlaceLimit()) > 0 || isTooLong(delay)) {
            throw progress.suspend();
        }
        pause(delay);
        for (var pollAfter = FIRST_POLL_AFTER; ; pollAfter = pollAfter.multipliedBy(2)) {
            var polled = progress.poll(operation.id());
            if (arrived.test(polled)) {
                return polled;
            }
            if (pollAfter.compareTo(LAST_POLL_AFTER) > 0 || isTooLong(pollAfter)) {
                throw progress.suspend();
            }
            pause(pollAfter);
        }
    }

    private boolean isTooLong(Duration wait) {
        var deadline = options.deadline();
        return deadline != null && until(deadline).compareTo(wait) <= 0;
    }

    private void pause(Duration duration) {
        if (duration.isPositive()) {
            try {
                options.pause().pause(duration);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw course.crash(new InvocationInterrupted("a pause", stopped));
            }
        }
    }
}
