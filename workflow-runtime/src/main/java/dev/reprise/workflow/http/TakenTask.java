package dev.reprise.workflow.http;

import dev.reprise.workflow.protocol.InvocationEnvelope;

/**
 * An invocation that was taken from a function's topic of tasks.
 *
 * @param executionId whose invocation
 * @param envelope what the function is to be invoked with
 * @param lease shown when it has ended
 */
public record TakenTask(String executionId, InvocationEnvelope envelope, String lease) {}
