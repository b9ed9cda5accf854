package dev.reprise.gateway.tracing;

import dev.reprise.workflow.protocol.TraceContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the spans of executions the ids that follow from the executions, and all others random ones. So whoever writes an
 * execution's span at its end, it is the one that its invocations have named as their parent all along; and a span that is
 * written twice is the same span.
 */
@Singleton
public final class DerivedIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<@Nullable TraceContext> next = new ThreadLocal<>();

    /** What a maker of one span makes, under these ids. */
    <T> T as(TraceContext ids, Supplier<T> span) {
        next.set(ids);
        try {
            return span.get();
        } finally {
            next.remove();
        }
    }

    @Override
    public String generateSpanId() {
        var known = next.get();
        return known == null ? random.generateSpanId() : known.spanId();
    }

    @Override
    public String generateTraceId() {
        var known = next.get();
        return known == null ? random.generateTraceId() : known.traceId();
    }
}
