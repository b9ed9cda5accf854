package dev.reprise.gateway.tracing;

import dev.reprise.core.journal.InvocationOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An invocation in its trace.
 *
 * @param traceParent what the function is told: its spans are below; null when there is no trace
 * @param span what is recorded of it, null for nothing
 */
public record InvocationSpan(
        @Nullable String traceParent, @Nullable Span span) {
    /** The invocation has ended. Of a failure only the type is shown: a message may hold anything. */
    public void ended(InvocationOutcome outcome, Instant when) {
        if (span == null) {
            return;
        }
        span.setAttribute("reprise.outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        switch (outcome) {
            case InvocationOutcome.Crashed crashed ->
                failed(span, crashed.failure().type());
            case InvocationOutcome.Invalid invalid ->
                failed(span, invalid.failure().type());
            case InvocationOutcome.Failed failed ->
                failed(span, failed.failure().type());
            case InvocationOutcome.Succeeded ignored -> {}
            case InvocationOutcome.Suspended ignored -> {}
        }
        span.end(when);
    }

    private static void failed(Span span, @Nullable String type) {
        span.setStatus(StatusCode.ERROR);
        if (type != null) {
            span.setAttribute("error.type", type);
        }
    }
}
