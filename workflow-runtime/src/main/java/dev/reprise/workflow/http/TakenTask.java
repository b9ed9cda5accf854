package dev.reprise.workflow.http;

import dev.reprise.workflow.protocol.InvocationEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that was taken from a function's topic of tasks.
 *
 * @param executionId whose invocation
 * @param envelope what the function is to be invoked with
 * @param lease shown when it has ended
 * @param requestId the invocation's id, in the logs of both sides
 * @param traceParent the W3C trace context that it is part of; null for none
 */
public record TakenTask(
        String executionId,
        InvocationEnvelope envelope,
        String lease,
        String requestId,
        @Nullable String traceParent) {}
