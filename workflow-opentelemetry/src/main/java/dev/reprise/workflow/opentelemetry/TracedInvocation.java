package dev.reprise.workflow.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.reprise.workflow.protocol.TraceContext;
import dev.reprise.workflow.spi.ExecutionEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The spans of one invocation. Belongs to the thread that runs it. */
final class TracedInvocation {
    private static final AttributeKey<String> EXECUTION = stringKey("reprise.execution.id");
    private static final AttributeKey<String> FUNCTION = stringKey("reprise.function.name");
    private static final AttributeKey<String> OPERATION = stringKey("reprise.operation.name");
    private static final AttributeKey<String> POSITION = stringKey("reprise.operation.position");
    private static final AttributeKey<String> KIND = stringKey("reprise.wait.kind");
    private static final AttributeKey<Long> ATTEMPT = longKey("reprise.step.attempt");
    private static final AttributeKey<String> OUTCOME = stringKey("reprise.outcome");
    private static final AttributeKey<String> REQUEST = stringKey("faas.invocation_id");
    private static final AttributeKey<String> ERROR = stringKey("error.type");

    private final Tracer tracer;
    private final TraceContext parent;
    private final ExecutionEvent.Invocation invocation;
    private final @Nullable TracedInvocation outer;
    private final Map<String, SpanContext> lastAttempts = new HashMap<>();
    private @Nullable Span step;
    private @Nullable Scope scope;

    /**
     * Begins.
     *
     * @param parent the invocation's place in its trace
     * @param outer the invocation within whose step this one is made on the same thread, if any
     */
    TracedInvocation(
            Tracer tracer,
            TraceContext parent,
            ExecutionEvent.Invocation invocation,
            @Nullable TracedInvocation outer) {
        this.tracer = tracer;
        this.parent = parent;
        this.invocation = invocation;
        this.outer = outer;
    }

    @Nullable
    TracedInvocation outer() {
        return outer;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed when the end of the step is told, which always is
    void begin(ExecutionEvent.StepStarted started) {
        var builder = span("step " + started.step().name(), parent, started.step())
                .setAttribute(ATTEMPT, started.attempt())
                .setStartTimestamp(started.at());
        var before = lastAttempts.get(started.step().position());
        if (before != null) {
            builder.addLink(before);
        }
        var span = builder.startSpan();
        lastAttempts.put(started.step().position(), span.getSpanContext());
        step = span;
        scope = span.makeCurrent();
    }

    void end(ExecutionEvent.StepEnded ended) {
        if (scope != null) {
            scope.close();
            scope = null;
        }
        var span = step;
        step = null;
        if (span != null) { // without, it was begun by an invocation that nobody heard of again, and had its own
            span.setAttribute(OUTCOME, word(ended.outcome()));
            if (ended.errorType() != null) {
                span.setAttribute(ERROR, ended.errorType()).setStatus(StatusCode.ERROR);
            }
            span.end(ended.startedAt().plus(ended.took()));
        }
    }

    void waited(ExecutionEvent.WaitEnded ended) {
        var execution = TraceContext.ofExecution(
                invocation.executionId(), invocation.executionStartedAt(), parent.traceParent());
        var span = span(word(ended.kind()) + " " + ended.operation().name(), execution, ended.operation())
                .setAttribute(KIND, word(ended.kind()))
                .setAttribute(OUTCOME, word(ended.status()))
                .setStartTimestamp(ended.startedAt())
                .startSpan();
        span.end(ended.endedAt());
    }

    private SpanBuilder span(String name, TraceContext below, ExecutionEvent.Place operation) {
        var builder = tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(remote(below))))
                .setAttribute(EXECUTION, invocation.executionId())
                .setAttribute(FUNCTION, invocation.function())
                .setAttribute(OPERATION, operation.name())
                .setAttribute(POSITION, operation.position());
        var requestId = invocation.context().requestId();
        return requestId == null ? builder : builder.setAttribute(REQUEST, requestId);
    }

    private static SpanContext remote(TraceContext at) {
        return SpanContext.createFromRemoteParent(
                at.traceId(),
                at.spanId(),
                at.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
