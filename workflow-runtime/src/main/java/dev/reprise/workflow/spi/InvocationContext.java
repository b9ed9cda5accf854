package dev.reprise.workflow.spi;

import dev.reprise.workflow.protocol.TraceHeader;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a host knows of an invocation beside what the function is invoked with.
 *
 * @param requestId the invocation's id, in the logs of both sides; null where nobody gave it one
 * @param traceParent the W3C trace context that it is part of; null for none
 * @param deadline when the process is stopped; null where nobody says
 */
public record InvocationContext(
        @Nullable String requestId,
        @Nullable String traceParent,
        @Nullable Instant deadline) {
    /** Nothing is known. */
    public static final InvocationContext UNKNOWN = new InvocationContext(null, null, null);

    /**
     * What the headers of a request say: those of W3C's trace context, or else those of Lambda's runtime interface.
     *
     * @param header gives a header's value by its name in lower case, null when there is none
     */
    public static InvocationContext ofHeaders(UnaryOperator<@Nullable String> header) {
        return new InvocationContext(
                header.apply("lambda-runtime-aws-request-id"),
                TraceHeader.given(header.apply("traceparent"), header.apply("lambda-runtime-trace-id")),
                null);
    }
}
