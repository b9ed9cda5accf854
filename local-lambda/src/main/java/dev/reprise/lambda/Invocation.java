package dev.reprise.lambda;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One invocation on its way through a process.
 *
 * @param arn what was invoked, with the qualifier as the caller gave it
 * @param traceId X-Ray's header, if the caller sent one
 * @param outcome completed once, by whoever is first
 */
record Invocation(
        String id, String arn, @Nullable String traceId, byte[] payload, CompletableFuture<Outcome> outcome) {}
