package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.InvocationInterrupted;
import dev.reprise.workflow.PayloadException;
import dev.reprise.workflow.ResultTooLarge;
import dev.reprise.workflow.StepContext;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The attempts of one step. */
final class Attempts {
    private final Course course;
    private final Progress progress;
    private final Telling telling;
    private final Values values;
    private final OperationRef ref;
    private final String executionId;
    private final TypeRef<?> type;
    private final Callable<? extends @Nullable Object> body;
    private final StepOptions options;
    private @Nullable Duration lastDelay;

    Attempts(
            Course course,
            Progress progress,
            Telling telling,
            Values values,
            OperationRef ref,
            String executionId,
            TypeRef<?> type,
            Callable<? extends @Nullable Object> body,
            StepOptions options) {
        this.course = course;
        this.progress = progress;
        this.telling = telling;
        this.values = values;
        this.ref = ref;
        this.executionId = executionId;
        this.type = type;
        this.body = body;
        this.options = options;
    }

    /** The pause that this invocation asked for last, or null when it asked for none. */
    @Nullable
    Duration lastDelay() {
        return lastDelay;
    }

    /**
     * Makes the next attempt and records how it ended.
     *
     * @param before the step as recorded, null for a new one
     * @return the step then
     */
    Operation make(@Nullable Operation before) {
        int attempt = number(before);
        if (options.atMostOncePerAttempt()) {
            progress.checkpoint(new OperationUpdate.StartStep(ref));
        }
        var startedAt = telling.stepStarted(ref, attempt);
        OperationUpdate update = null;
        Operation after = null;
        try {
            update = attempt(attempt);
            after = progress.checkpoint(update);
            return after;
        } finally {
            telling.stepEnded(ref, attempt, startedAt, update, after != null);
        }
    }

    private OperationUpdate attempt(int attempt) {
        long begun = System.nanoTime();
        try {
            var result = runBody(attempt);
            course.requireOn();
            return succeeded(result, since(begun));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw course.crash(new InvocationInterrupted("step " + name(), stopped));
        } catch (Exception failure) {
            var retried = options.retry().retries(failure, attempt);
            return failed(attempt, Failures.of(failure), retried, since(begun));
        }
    }

    /** A result that cannot be recorded fails the step for good: the work is done, and doing it again would not help. */
    private OperationUpdate succeeded(@Nullable Object result, Duration elapsed) {
        try {
            return new OperationUpdate.SucceedStep(ref, payload(result), elapsed);
        } catch (PayloadException | ResultTooLarge unrecordable) {
            return new OperationUpdate.FailStep(ref, Failures.of(unrecordable), elapsed);
        }
    }

    /** Records that an attempt was begun and never heard of again. */
    Operation interrupted(Operation step) {
        int attempt = number(step);
        var failure = Failure.of(
                "StepInterrupted",
                "Attempt %d of step %s was begun and did not end: the function stopped meanwhile"
                        .formatted(attempt, name()));
        var update = failed(attempt, failure, attempt < options.retry().maxAttempts(), null);
        var after = progress.checkpoint(update);
        telling.stepEnded(ref, attempt, step.startedAt(), update, true);
        return after;
    }

    private OperationUpdate failed(int attempt, Failure failure, boolean retried, @Nullable Duration elapsed) {
        if (!retried) {
            return new OperationUpdate.FailStep(ref, failure, elapsed);
        }
        var chance = ThreadLocalRandom.current().nextDouble();
        lastDelay = options.retry().backoff().delayAfter(attempt, chance);
        return new OperationUpdate.RetryStep(ref, lastDelay, null, failure, elapsed);
    }

    private @Nullable Object runBody(int attempt) throws Exception {
        var key = executionId + "/" + ref.id();
        var context = new StepContext(String.valueOf(ref.name()), attempt, key, key + "/" + attempt);
        course.enterStep(context.name());
        MDC.put(MdcKeys.STEP, context.name());
        MDC.put(MdcKeys.ATTEMPT, Integer.toString(attempt));
        try {
            return context.<@Nullable Object>call(body);
        } finally {
            MDC.remove(MdcKeys.ATTEMPT);
            MDC.remove(MdcKeys.STEP);
            course.leaveStep();
        }
    }

    /** The result as it will be recorded; reading it back here shows at once what no later run could read. */
    private @Nullable Payload payload(@Nullable Object result) {
        var payload = values.writeResult("step " + name(), result, ProtocolLimits.RESULT_BYTES);
        values.read(payload, type.type());
        return payload;
    }

    private String name() {
        return "'" + ref.name() + "'";
    }

    private static int number(@Nullable Operation step) {
        return step == null ? 1 : ((StepDetails) step.details()).attempt() + 1;
    }

    /** In whole milliseconds, as the journal keeps it, so that each run sees the same. */
    private static Duration since(long begunNanos) {
        return Duration.ofMillis((System.nanoTime() - begunNanos) / 1_000_000);
    }
}
