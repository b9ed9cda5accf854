package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An operation of an execution.
 *
 * @param id its id
 * @param parentId the enclosing context; absent at the root
 * @param name the code's name for it
 * @param type its type
 * @param subType the SDK's finer kind, such as {@code Signal}
 * @param status where it stands
 * @param startedAt when it was first started
 * @param endedAt when it ended
 * @param attempt of a step: how many attempts have ended
 * @param until when it goes on by itself: a wait ends, a step is tried again, a callback times out
 * @param callbackId what whoever answers an open callback must present
 * @param callbackUrl where a person answers an open callback
 * @param result its result
 * @param failure its failure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Operation")
public record OperationView(
        String id,
        @Nullable String parentId,
        @Nullable String name,
        OperationType type,
        @Nullable String subType,
        OperationStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer attempt,
        @Nullable Instant until,
        @Nullable String callbackId,
        @Nullable String callbackUrl,
        @Nullable RawJson result,
        @Nullable FailureView failure) {
    /**
     * As it is shown.
     *
     * @param publicUrl where callbacks are answered; null to leave out how
     */
    static OperationView of(Operation operation, @Nullable String publicUrl) {
        var ref = operation.ref();
        var parent = ref.parent();
        var failure = operation.details().failure();
        var callbackId = publicUrl == null ? null : openCallbackId(operation);
        return new OperationView(
                ref.id().value(),
                parent == null ? null : parent.value(),
                ref.name(),
                operation.type(),
                ref.subType(),
                operation.status(),
                operation.startedAt(),
                operation.endedAt(),
                operation.details() instanceof StepDetails step ? step.attempt() : null,
                operation.status().isTerminal() ? null : until(operation.details()),
                callbackId,
                callbackId == null ? null : publicUrl + "/callbacks/" + callbackId,
                RawJson.of(operation.details().result()),
                failure == null ? null : FailureView.of(failure));
    }

    private static @Nullable Instant until(OperationDetails details) {
        return switch (details) {
            case StepDetails step -> step.nextAttemptAt();
            case WaitDetails wait -> wait.scheduledEnd();
            case CallbackDetails callback -> callback.timeoutAt();
            case OperationDetails.ExecutionDetails ignored -> null;
            case OperationDetails.ChainedInvokeDetails ignored -> null;
            case OperationDetails.ContextDetails ignored -> null;
        };
    }

    private static @Nullable String openCallbackId(Operation operation) {
        return !operation.status().isTerminal() && operation.details() instanceof CallbackDetails callback
                ? callback.callbackId()
                : null;
    }
}
