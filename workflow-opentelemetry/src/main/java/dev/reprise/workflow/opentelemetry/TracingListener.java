package dev.reprise.workflow.opentelemetry;

import dev.reprise.workflow.protocol.TraceContext;
import dev.reprise.workflow.spi.ExecutionEvent;
import dev.reprise.workflow.spi.ExecutionListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each attempt of a step, below the invocation's span, which the service makes and tells in the header
 * {@code traceparent}; and of each wait, below the execution's. While a step's body runs, its span is the current one, so
 * that what the body does (a query, a request) is below it. A replay makes no span.
 *
 * <p>All invocations of an execution are in one trace, also where the service tells of none: it follows from the
 * execution's id and start. Any thread may use it.
 */
public final class TracingListener implements ExecutionListener {
    private final Tracer tracer;
    private final ThreadLocal<@Nullable TracedInvocation> current = new ThreadLocal<>();

    /** Makes spans with what is given, under the name {@code dev.reprise.workflow}. */
    public TracingListener(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("dev.reprise.workflow");
    }

    @Override
    public void on(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.InvocationStarted started) {
            current.set(
                    new TracedInvocation(tracer, parent(started.invocation()), started.invocation(), current.get()));
            return;
        }
        var invocation = current.get();
        if (invocation == null) {
            return;
        }
        switch (event) {
            case ExecutionEvent.StepStarted started -> invocation.begin(started);
            case ExecutionEvent.StepEnded ended -> invocation.end(ended);
            case ExecutionEvent.WaitEnded ended -> invocation.waited(ended);
            case ExecutionEvent.WaitStarted ignored -> {}
            case ExecutionEvent.InvocationEnded ignored -> leave(invocation);
            case ExecutionEvent.InvocationStarted ignored -> {}
        }
    }

    private void leave(TracedInvocation invocation) {
        if (invocation.outer() == null) {
            current.remove();
        } else {
            current.set(invocation.outer());
        }
    }

    private static TraceContext parent(ExecutionEvent.Invocation invocation) {
        var told = TraceContext.parse(invocation.context().traceParent());
        return told != null
                ? told
                : TraceContext.ofExecution(invocation.executionId(), invocation.executionStartedAt(), null);
    }
}
