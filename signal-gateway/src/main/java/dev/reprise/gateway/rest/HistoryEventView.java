package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an execution and counts.
 *
 * @param eventId 1 for the start, then one more each, without gaps
 * @param at when, by the clock of the journal
 * @param type what happened, such as {@code StepSucceeded}
 * @param operationId the operation it is about; absent for the execution itself
 * @param operationName the code's name for that operation
 * @param operationSubType the SDK's finer kind of that operation
 * @param journalOffset the journal record that caused it
 * @param details what belongs to the type; durations are in seconds
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "HistoryEvent")
public record HistoryEventView(
        int eventId,
        Instant at,
        String type,
        @Nullable String operationId,
        @Nullable String operationName,
        @Nullable String operationSubType,
        long journalOffset,
        Map<String, Object> details) {
    private static final String CALLBACK_ID = "callbackId";

    /** An event as the API and the audit show it. */
    public static HistoryEventView of(HistoryEvent event) {
        var operation = event.operation();
        return new HistoryEventView(
                event.eventId(),
                event.at(),
                event.event().getClass().getSimpleName(),
                operation == null ? null : operation.id().value(),
                operation == null ? null : operation.name(),
                operation == null ? null : operation.subType(),
                event.journalOffset(),
                new Details().of(event.event()).members);
    }

    /** The same for those who must not answer callbacks. */
    HistoryEventView withoutCallbackId() {
        if (!details.containsKey(CALLBACK_ID)) {
            return this;
        }
        var fewer = new LinkedHashMap<>(details);
        fewer.remove(CALLBACK_ID);
        return new HistoryEventView(
                eventId, at, type, operationId, operationName, operationSubType, journalOffset, fewer);
    }

    /** Collects the members that are there. */
    private static final class Details {
        private final Map<String, Object> members = new LinkedHashMap<>();

        private Details of(Happening happening) {
            return switch (happening) {
                case Happening.ExecutionStarted e -> payload("input", e.input()).put("timeoutSeconds", e.timeout());
                case Happening.ExecutionSucceeded e -> payload("result", e.result());
                case Happening.ExecutionFailed e -> failure(e.failure());
                case Happening.ExecutionTimedOut e -> failure(e.failure());
                case Happening.ExecutionStopped e -> failure(e.failure());
                case Happening.ExecutionPaused e ->
                    put("requestedAt", e.requestedAt())
                            .put("timeoutPaused", e.timeoutPaused())
                            .put("reason", e.reason());
                case Happening.ExecutionResumed e ->
                    put("requestedAt", e.requestedAt()).put("reason", e.reason());
                case Happening.ContextStarted ignored -> this;
                case Happening.ContextSucceeded e -> payload("result", e.result());
                case Happening.ContextFailed e -> failure(e.failure());
                case Happening.StepStarted ignored -> this;
                case Happening.StepSucceeded e ->
                    payload("result", e.result()).retry(e.retry()).put("elapsedSeconds", e.elapsed());
                case Happening.StepFailed e ->
                    failure(e.failure()).retry(e.retry()).put("elapsedSeconds", e.elapsed());
                case Happening.WaitStarted e ->
                    put("durationSeconds", e.duration()).put("scheduledEnd", e.scheduledEnd());
                case Happening.WaitSucceeded e -> put("durationSeconds", e.duration());
                case Happening.WaitCancelled ignored -> this;
                case Happening.CallbackStarted e ->
                    put(CALLBACK_ID, e.callbackId())
                            .put("timeoutSeconds", e.timeout())
                            .put("heartbeatTimeoutSeconds", e.heartbeatTimeout());
                case Happening.CallbackSucceeded e -> payload("result", e.result());
                case Happening.CallbackFailed e -> failure(e.failure());
                case Happening.CallbackTimedOut e -> failure(e.failure());
                case Happening.ChainedInvokeStarted e ->
                    put("function", e.function())
                            .put("version", e.version())
                            .put(
                                    "executionName",
                                    e.child() == null ? null : e.child().name())
                            .put("tenant", e.tenant())
                            .payload("input", e.input());
                case Happening.ChainedInvokeSucceeded e -> payload("result", e.result());
                case Happening.ChainedInvokeFailed e -> failure(e.failure());
                case Happening.ChainedInvokeTimedOut e -> failure(e.failure());
                case Happening.ChainedInvokeStopped e -> failure(e.failure());
                case Happening.InvocationCompleted e ->
                    put("requestId", e.requestId())
                            .put("startedAt", e.startedAt())
                            .put("endedAt", e.endedAt())
                            .failure(e.failure());
            };
        }

        private Details retry(Happening.Retry retry) {
            return put("attempt", retry.attempt()).put("nextDelaySeconds", retry.nextDelay());
        }

        private Details payload(String name, @Nullable Payload payload) {
            return put(name, RawJson.of(payload));
        }

        private Details failure(@Nullable Failure failure) {
            return put("failure", failure == null ? null : FailureView.of(failure));
        }

        private Details put(String name, @Nullable Duration duration) {
            return put(name, duration == null ? null : (Object) (duration.toMillis() / 1000.0));
        }

        private Details put(String name, @Nullable Object value) {
            if (value != null) {
                members.put(name, value);
            }
            return this;
        }
    }
}
