package dev.reprise.gateway.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * A request for one operation.
 *
 * @param label what the path says beside the operation's name: an ARN, a function's name or a callback id; decoded
 * @param gone completed when the caller has hung up
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through, never compared
record ApiRequest(String label, Query query, Headers headers, byte[] body, CompletableFuture<?> gone) {}
