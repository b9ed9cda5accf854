package dev.reprise.gateway.tracing;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.protocol.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The traces of executions: one span for an execution, written when it has ended, and below it one for each invocation. All
 * of an execution is in one trace, whoever has invoked it and however long it slept: the trace and the execution's span
 * follow from the execution ({@link TraceContext#ofExecution}). Thread-safe, and cheap enough for the thread that folds.
 */
public final class Tracing {
    private final @Nullable Tracer tracer;
    private final DerivedIds ids;
    private final double share;

    private Tracing(@Nullable Tracer tracer, DerivedIds ids, double share) {
        this.tracer = tracer;
        this.ids = ids;
        this.share = share;
    }

    /** No spans. A caller's trace is told to functions nevertheless. */
    public static Tracing off() {
        return new Tracing(null, new DerivedIds(), 0);
    }

    /**
     * Spans through OpenTelemetry.
     *
     * @param ids what {@code telemetry} takes the ids of spans from
     * @param share how many of the executions whose callers trace nothing are recorded, 0 to 1; the others are as their
     *     callers say
     */
    public static Tracing on(OpenTelemetry telemetry, DerivedIds ids, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidValue("Expected reprise.tracing.share to be from 0 to 1, but found " + share);
        }
        return new Tracing(telemetry.getTracer("dev.reprise.gateway"), ids, share);
    }

    /** Whether there are spans at all. */
    public boolean isOn() {
        return tracer != null;
    }

    /** An invocation begins. It is no span before its end is told, so one that was turned away leaves none. */
    public InvocationSpan invocation(Execution header, InvocationStart start) {
        if (tracer == null) {
            return new InvocationSpan(header.traceParent(), null);
        }
        var place = place(header);
        var span = tracer.spanBuilder("invoke " + header.key().function())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(below(place))
                .setAttribute("reprise.execution.id", header.id().toString())
                .setAttribute("reprise.function.name", header.key().function())
                .setAttribute("reprise.invocation.epoch", header.lane().epoch())
                .setAttribute("faas.invocation_id", start.requestId())
                .setStartTimestamp(start.startedAt())
                .startSpan();
        var context = span.getSpanContext();
        return new InvocationSpan(
                place.span(context.getSpanId()).sampled(context.isSampled()).traceParent(), span);
    }

    /** The {@code traceparent} for what an execution calls. */
    public @Nullable String calledBy(Execution header) {
        return tracer == null ? header.traceParent() : place(header).traceParent();
    }

    /** An execution stands differently. One that is about to be forgotten had its end told before. */
    public void execution(Execution execution) {
        if (tracer != null
                && execution.status().isClosed()
                && execution.status() != ExecutionStatus.DELETING
                && execution.endedAt() != null) {
            ended(tracer, execution);
        }
    }

    private void ended(Tracer with, Execution execution) {
        var place = place(execution);
        if (!place.sampled()) {
            return;
        }
        var caller = TraceContext.parse(execution.traceParent());
        var builder = with.spanBuilder("execution " + execution.key().function())
                .setParent(caller == null ? Context.root() : below(caller))
                .setAttribute("reprise.execution.id", execution.id().toString())
                .setAttribute("reprise.execution.name", execution.key().name())
                .setAttribute("reprise.function.name", execution.key().function())
                .setAttribute("reprise.function.version", execution.version())
                .setAttribute("reprise.outcome", execution.status().name().toLowerCase(Locale.ROOT))
                .setStartTimestamp(execution.startedAt());
        var span = ids.as(place, builder::startSpan);
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(execution.endedAt());
    }

    private TraceContext place(Execution execution) {
        var place = TraceContext.ofExecution(execution.id().toString(), execution.startedAt(), execution.traceParent());
        return TraceContext.parse(execution.traceParent()) == null ? place.sampled(isChosen(place)) : place;
    }

    /** The same on every node: the trace's id decides. */
    private boolean isChosen(TraceContext place) {
        long digits = Long.parseLong(place.traceId().substring(20), 16); // 48 bits
        return digits < share * (1L << 48);
    }

    private static Context below(TraceContext parent) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault())));
    }
}
