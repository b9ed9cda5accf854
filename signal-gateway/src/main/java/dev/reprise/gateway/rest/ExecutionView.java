package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Quarantine;
import dev.reprise.gateway.application.DescribeExecution;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An execution.
 *
 * @param executionId its id
 * @param function whose execution it is
 * @param name what callers know it by
 * @param version the function version it is pinned to
 * @param status where it stands
 * @param startedAt when it started
 * @param endedAt when it ended; absent while it runs
 * @param timeoutAt when it runs out of time
 * @param invocation what its code does; absent when it has ended
 * @param failedInvocations how many invocations in a row have failed
 * @param operations how many operations it has had
 * @param events how many history events it has
 * @param input what it was started with; only when one execution is asked for
 * @param result what it returned; only when one execution is asked for
 * @param failure why it ended without a result; only when one execution is asked for
 * @param quarantine why nothing about it counts until it is released; absent when it is not quarantined
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Execution")
public record ExecutionView(
        String executionId,
        String function,
        String name,
        String version,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant timeoutAt,
        @Nullable InvocationState invocation,
        int failedInvocations,
        long operations,
        int events,
        @Nullable RawJson input,
        @Nullable RawJson result,
        @Nullable FailureView failure,
        @Nullable QuarantineView quarantine) {
    /** What the execution's code does. */
    public enum InvocationState {
        /** Nothing runs: something from outside will wake it. */
        SUSPENDED,
        /** It runs, or is about to. */
        RUNNING,
        /** The last invocation failed; the next one waits a while. */
        BACKING_OFF
    }

    /** An execution in a list. */
    static ExecutionView of(Execution header, @Nullable Quarantine quarantine) {
        return of(header, null, quarantine);
    }

    /** An execution with its input and outcome. */
    static ExecutionView of(DescribeExecution.Described described) {
        return of(described.header(), described.details(), described.quarantine());
    }

    private static ExecutionView of(
            Execution header, @Nullable ExecutionDetails details, @Nullable Quarantine quarantine) {
        var failure = details == null ? null : details.failure();
        return new ExecutionView(
                header.id().toString(),
                header.key().function(),
                header.key().name(),
                header.version(),
                header.status(),
                header.startedAt(),
                header.endedAt(),
                header.timeoutAt(),
                invocation(header),
                header.lane().failures(),
                header.tally().operations() - 1, // the first is the execution itself
                header.tally().events(),
                details == null ? null : RawJson.of(details.input()),
                details == null ? null : RawJson.of(details.result()),
                failure == null ? null : FailureView.of(failure),
                quarantine == null ? null : QuarantineView.of(quarantine));
    }

    private static @Nullable InvocationState invocation(Execution header) {
        if (header.status().isClosed()) {
            return null;
        }
        return switch (header.lane().invocation()) {
            case IDLE -> InvocationState.SUSPENDED;
            case READY -> InvocationState.RUNNING;
            case BACKING_OFF -> InvocationState.BACKING_OFF;
        };
    }
}
