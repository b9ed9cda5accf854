package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.state.ParentLink;
import dev.reprise.workflow.protocol.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * History events as the API shows them (protocol reference, section 9): our kinds of event are its event types, and each
 * has a member of its own for details, also when there are none.
 *
 * @param execution whose events they are
 * @param children how the executions that its chained invokes started are named
 * @param withData whether to show what the user's code was given, returned and threw
 * @param withCallbackIds whether to show what whoever answers a callback must present
 */
record EventJson(ExecutionId execution, ChildArns children, boolean withData, boolean withCallbackIds) {
    void write(JsonWriter out, HistoryEvent event) throws IOException {
        var happening = event.event();
        var type = happening.getClass().getSimpleName();
        out.number("EventId", event.eventId());
        out.text("EventType", type);
        out.time("EventTimestamp", event.at());
        var operation = event.operation();
        if (operation != null) {
            out.text("Id", operation.id().value());
            out.text(
                    "ParentId",
                    operation.parent() == null ? null : operation.parent().value());
            out.text("Name", operation.name());
            out.text("SubType", operation.subType());
        } else if (!(happening instanceof Happening.InvocationCompleted)) {
            out.text("Id", execution.toString());
        }
        out.object(type + "Details", details -> {
            if (happening instanceof Happening.ChainedInvokeStarted started && operation != null) {
                chainedInvokeStarted(details, new ParentLink(execution, operation.id()), started);
            } else {
                write(details, happening);
            }
        });
    }

    private void write(JsonWriter out, Happening happening) throws IOException {
        switch (happening) {
            case Happening.ExecutionStarted e -> {
                data(out, "Input", e.input());
                seconds(out, "ExecutionTimeout", e.timeout());
            }
            case Happening.ExecutionSucceeded e -> data(out, "Result", e.result());
            case Happening.ExecutionFailed e -> failure(out, e.failure());
            case Happening.ExecutionTimedOut ignored -> {} // the real service says nothing more either
            case Happening.ExecutionStopped e -> failure(out, e.failure());
            case Happening.ExecutionPaused e -> {
                out.time("PauseRequestTimestamp", e.requestedAt());
                out.flag("ExecutionTimeoutPaused", e.timeoutPaused());
                reason(out, e.reason());
            }
            case Happening.ExecutionResumed e -> {
                out.time("ResumeRequestTimestamp", e.requestedAt());
                reason(out, e.reason());
            }
            case Happening.ContextStarted ignored -> {}
            case Happening.ContextSucceeded e -> data(out, "Result", e.result());
            case Happening.ContextFailed e -> failure(out, e.failure());
            case Happening.StepStarted ignored -> {}
            case Happening.StepSucceeded e -> {
                data(out, "Result", e.result());
                retry(out, e.retry());
            }
            case Happening.StepFailed e -> {
                failure(out, e.failure());
                retry(out, e.retry());
            }
            case Happening.WaitStarted e -> {
                seconds(out, "Duration", e.duration());
                out.time("ScheduledEndTimestamp", e.scheduledEnd());
            }
            case Happening.WaitSucceeded e -> seconds(out, "Duration", e.duration());
            case Happening.WaitCancelled ignored -> {}
            case Happening.CallbackStarted e -> {
                out.text("CallbackId", withCallbackIds ? e.callbackId() : null);
                seconds(out, "HeartbeatTimeout", e.heartbeatTimeout());
                seconds(out, "Timeout", e.timeout());
            }
            case Happening.CallbackSucceeded e -> data(out, "Result", e.result());
            case Happening.CallbackFailed e -> failure(out, e.failure());
            case Happening.CallbackTimedOut e -> failure(out, e.failure());
            case Happening.ChainedInvokeStarted ignored ->
                throw new IllegalStateException("Expected a chained invoke to have an operation");
            case Happening.ChainedInvokeSucceeded e -> data(out, "Result", e.result());
            case Happening.ChainedInvokeFailed e -> failure(out, e.failure());
            case Happening.ChainedInvokeTimedOut e -> failure(out, e.failure());
            case Happening.ChainedInvokeStopped e -> failure(out, e.failure());
            case Happening.InvocationCompleted e -> {
                out.time("StartTimestamp", e.startedAt());
                out.time("EndTimestamp", e.endedAt());
                out.text("RequestId", e.requestId());
                if (e.failure() != null) {
                    failure(out, e.failure());
                }
            }
        }
    }

    /** A target that could not be found was given nothing. */
    private void chainedInvokeStarted(JsonWriter out, ParentLink link, Happening.ChainedInvokeStarted started)
            throws IOException {
        out.text("FunctionName", started.function());
        var version = started.version();
        if (version != null) {
            out.text("TenantId", started.tenant());
            data(out, "Input", started.input());
            out.text("ExecutedVersion", version);
            var child = started.child();
            out.text("DurableExecutionArn", child == null ? null : children.arn(link, child, version));
        }
    }

    private void reason(JsonWriter out, @Nullable String reason) throws IOException {
        if (reason != null) {
            data(out, "Reason", Payload.of(reason));
        }
    }

    private static void retry(JsonWriter out, Happening.Retry retry) throws IOException {
        out.object("RetryDetails", details -> {
            details.number("CurrentAttempt", retry.attempt());
            seconds(details, "NextAttemptDelaySeconds", retry.nextDelay());
        });
    }

    /** The member is there even when code was given or returned nothing. */
    private void data(JsonWriter out, String name, @Nullable Payload payload) throws IOException {
        out.object(name, wrapper -> {
            wrapper.payload("Payload", withData ? payload : null);
            wrapper.flag("Truncated", !withData && payload != null);
        });
    }

    private void failure(JsonWriter out, Failure failure) throws IOException {
        out.object("Error", wrapper -> {
            wrapper.failure("Payload", withData ? failure : null);
            wrapper.flag("Truncated", !withData);
        });
    }

    /** Whole seconds, as the protocol has them: never less than it was. */
    private static void seconds(JsonWriter out, String name, @Nullable Duration duration) throws IOException {
        if (duration != null) {
            out.number(name, duration.plusNanos(999_999_999).toSeconds());
        }
    }
}
