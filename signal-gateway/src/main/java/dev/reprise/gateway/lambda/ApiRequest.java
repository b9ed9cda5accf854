package dev.reprise.gateway.lambda;

import dev.reprise.gateway.security.Requester;
import java.util.concurrent.CompletableFuture;

/**
 * A request for one operation.
 *
 * @param label what the path says beside the operation's name: an ARN, a function's name or a callback id; decoded
 * @param requester who asks, and has been let in
 * @param gone completed when the caller has hung up
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through, never compared
record ApiRequest(
        String label, Query query, Headers headers, byte[] body, Requester requester, CompletableFuture<?> gone) {}
