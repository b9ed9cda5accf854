package dev.reprise.gateway.lambda;

import dev.reprise.core.Payload;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.RegisteredFunction;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function, read and found to be possible.
 *
 * @param function the function, in the version that was meant
 * @param executionName what the execution is to be known by, or null for a new name; not for plain functions
 * @param gone completed when the caller has hung up
 */
record Invocation(
        RegisteredFunction function,
        InvocationType type,
        @Nullable String executionName,
        Payload payload,
        Caller caller,
        CompletableFuture<?> gone) {}
