package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Examples.AT;
import static dev.reprise.schemas.codec.Examples.DECLINED;
import static dev.reprise.schemas.codec.Examples.LATER;
import static dev.reprise.schemas.codec.Examples.ORDER;
import static dev.reprise.schemas.codec.Examples.RECEIPT;

import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.schemas.codec.Examples.Example;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** History events of every type. */
final class HistoryExamples {
    private static final Duration THREE_DAYS = Duration.ofHours(72);

    private HistoryExamples() {}

    static List<Example<AuditedEvent>> all() {
        return happenings().stream()
                .map(example -> new Example<>(example.name(), audited(example.value())))
                .toList();
    }

    private static List<Example<? extends Happening>> happenings() {
        return List.of(
                Example.of(new Happening.ExecutionStarted(ORDER, Duration.ofDays(366))),
                Example.of(new Happening.ExecutionSucceeded(RECEIPT)),
                Example.of(new Happening.ExecutionFailed(DECLINED)),
                Example.of(new Happening.ExecutionTimedOut(DECLINED)),
                Example.of(new Happening.ExecutionStopped(DECLINED)),
                Example.of(new Happening.ExecutionPaused(AT, true, "Maintenance")),
                Example.of(new Happening.ExecutionResumed(AT, null)),
                Example.of(new Happening.ContextStarted()),
                Example.of(new Happening.ContextSucceeded(RECEIPT)),
                Example.of(new Happening.ContextFailed(DECLINED)),
                Example.of(new Happening.StepStarted()),
                Example.of(new Happening.StepSucceeded(RECEIPT, last(2), Duration.ofMillis(120))),
                Example.of(new Happening.StepFailed(DECLINED, last(3), null)),
                Example.of(new Happening.StepFailed(DECLINED, next(1), Duration.ofMillis(80)), "retried"),
                Example.of(new Happening.WaitStarted(THREE_DAYS, LATER)),
                Example.of(new Happening.WaitSucceeded(THREE_DAYS)),
                Example.of(new Happening.WaitCancelled()),
                Example.of(new Happening.CallbackStarted("cb-1", THREE_DAYS, Duration.ofMinutes(5))),
                Example.of(new Happening.CallbackStarted(null, null, null), "bare"),
                Example.of(new Happening.CallbackSucceeded(RECEIPT)),
                Example.of(new Happening.CallbackFailed(DECLINED)),
                Example.of(new Happening.CallbackTimedOut(DECLINED)),
                Example.of(new Happening.ChainedInvokeStarted(
                        "shipping:live", "4", Examples.PARENT.childKey("shipping"), "tenant-1", ORDER)),
                Example.of(new Happening.ChainedInvokeStarted("quote", null, null, null, null), "bare"),
                Example.of(new Happening.ChainedInvokeSucceeded(null)),
                Example.of(new Happening.ChainedInvokeFailed(DECLINED)),
                Example.of(new Happening.ChainedInvokeTimedOut(DECLINED)),
                Example.of(new Happening.ChainedInvokeStopped(DECLINED)),
                Example.of(new Happening.InvocationCompleted(AT, LATER, "req-1", null)),
                Example.of(new Happening.InvocationCompleted(AT, LATER, "req-2", DECLINED), "failed"));
    }

    private static Happening.Retry last(int attempt) {
        return new Happening.Retry(attempt, null);
    }

    private static Happening.Retry next(int attempt) {
        return new Happening.Retry(attempt, Duration.ofSeconds(2));
    }

    private static AuditedEvent audited(Happening happening) {
        return new AuditedEvent(
                Examples.EXECUTION, Examples.KEY, new HistoryEvent(5, AT, 4711, operation(happening), happening));
    }

    private static @Nullable OperationRef operation(Happening happening) {
        var type = happening.getClass().getSimpleName();
        return type.startsWith("Execution") || type.startsWith("Invocation") ? null : Examples.REF;
    }
}
