package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.workflow.PayloadException;
import dev.reprise.workflow.StepException;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.TypeRef;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Steps: attempts and pauses until there is a result or a failure, each recorded with one checkpoint. */
final class Steps {
    private static final String SUBTYPE = "Step";

    private final Course course;
    private final Progress progress;
    private final Telling telling;
    private final InPlace inPlace;
    private final Values values;
    private final String executionId;
    private Duration lastDuration = Duration.ZERO;

    Steps(Course course, Progress progress, Telling telling, InPlace inPlace, Values values, String executionId) {
        this.course = course;
        this.progress = progress;
        this.telling = telling;
        this.inPlace = inPlace;
        this.values = values;
        this.executionId = executionId;
    }

    Duration lastDuration() {
        return lastDuration;
    }

    <T> T run(String name, TypeRef<T> type, Callable<? extends @Nullable T> body, StepOptions options) {
        var ref = progress.next(name, SUBTYPE);
        var attempts = new Attempts(course, progress, telling, values, ref, executionId, type, body, options);
        var step = progress.reach(ref, OperationType.STEP);
        while (step == null || !step.status().isTerminal()) {
            step = step == null ? attempts.make(null) : advance(step, attempts, options);
        }
        progress.pass(step);
        var details = details(step);
        lastDuration = Objects.requireNonNullElse(details.elapsed(), Duration.ZERO);
        if (step.status() != OperationStatus.SUCCEEDED) {
            throw new StepException(
                    name, details.attempt(), Objects.requireNonNullElse(details.failure(), Failure.UNKNOWN));
        }
        return recorded(name, details, type);
    }

    private Operation advance(Operation step, Attempts attempts, StepOptions options) {
        return switch (step.status()) {
            case READY -> attempts.make(step);
            case STARTED -> options.atMostOncePerAttempt() ? attempts.interrupted(step) : attempts.make(step);
            case PENDING -> inPlace.await(step, delay(step, attempts), Steps::isDue);
            case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, STOPPED ->
                throw new IllegalStateException("Expected a step that goes on, but found " + step);
        };
    }

    /** How long until the next attempt: as just asked for, or what is left of it when it was asked for earlier. */
    private Duration delay(Operation step, Attempts attempts) {
        var asked = attempts.lastDelay();
        var due = details(step).nextAttemptAt();
        return asked != null ? asked : due == null ? Duration.ZERO : inPlace.until(due);
    }

    private static boolean isDue(Operation step) {
        return step.status() != OperationStatus.PENDING;
    }

    /** A result that cannot be read any more is an error of the deployment, not of the execution. */
    private <T> T recorded(String name, StepDetails details, TypeRef<T> type) {
        try {
            return values.read(details.result(), type.type());
        } catch (PayloadException unlike) {
            throw course.crash(new PayloadException(
                    "Expected the recorded result of step '%s' to be readable as %s, but it is not. Was the type changed while this execution was running? %s"
                            .formatted(name, type, unlike.getMessage()),
                    unlike));
        }
    }

    private static StepDetails details(Operation step) {
        return (StepDetails) step.details();
    }
}
