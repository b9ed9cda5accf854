package dev.reprise.core.journal;

import java.time.Instant;

/**
 * How an invocation that is still running began.
 *
 * @param requestId its id in the logs of the function's host
 * @param startedAt when the dispatcher began it
 */
public record InvocationStart(String requestId, Instant startedAt) {}
