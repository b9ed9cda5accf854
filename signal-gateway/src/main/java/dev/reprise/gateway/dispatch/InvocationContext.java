package dev.reprise.gateway.dispatch;

import dev.reprise.workflow.protocol.TraceContext;
import dev.reprise.workflow.protocol.TraceHeader;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a function is told about an invocation beside its input, in the headers that the runtime interface of AWS Lambda
 * has for it (protocol reference, section 4.5).
 *
 * @param requestId the invocation's id, in the logs of both sides
 * @param deadline when nobody waits for the answer any more
 * @param functionArn which function was invoked, with its version
 * @param traceParent the trace it is part of, as W3C writes it; null when it is part of none
 * @param tenantId the tenant it is made for, or null
 */
record InvocationContext(
        String requestId,
        Instant deadline,
        String functionArn,
        @Nullable String traceParent,
        @Nullable String tenantId) {
    /** The trace as X-Ray writes it, or null. */
    @Nullable
    String traceHeader() {
        return TraceHeader.ofTraceParent(traceParent);
    }

    /** What the SDK's host in this process is told. */
    dev.reprise.workflow.spi.InvocationContext inProcess() {
        return new dev.reprise.workflow.spi.InvocationContext(requestId, traceParent, null);
    }

    /** Adds the headers to a request. */
    void addTo(HttpRequest.Builder request) {
        request.header("X-Amzn-RequestId", requestId)
                .header("Lambda-Runtime-Aws-Request-Id", requestId)
                .header("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()))
                .header("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        var place = TraceContext.parse(traceParent);
        var trace = traceHeader();
        if (place != null && trace != null) {
            request.header("traceparent", place.traceParent())
                    .header("X-Amzn-Trace-Id", trace)
                    .header("Lambda-Runtime-Trace-Id", trace);
        }
        if (tenantId != null) {
            request.header("X-Amz-Tenant-Id", tenantId);
        }
    }
}
