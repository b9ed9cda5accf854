package dev.reprise.gateway.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * A request as it came, nothing of its target decoded: an ARN is one path segment, so {@code %2F} within it is no
 * separator, and what was signed is what was sent.
 *
 * @param method the HTTP method
 * @param target path and query
 * @param address whence it came
 * @param gone completed when the caller has hung up
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through, never compared
record RawRequest(
        String method, String target, Headers headers, byte[] body, String address, CompletableFuture<?> gone) {
    /** From a caller who stays. */
    RawRequest(String method, String target, Headers headers, byte[] body) {
        this(method, target, headers, body, "127.0.0.1", new CompletableFuture<>());
    }

    /** The path, percent-encoded. */
    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /**
     * The query.
     *
     * @throws IllegalArgumentException when it is not properly encoded
     */
    Query query() {
        int question = target.indexOf('?');
        return Query.parse(question < 0 ? "" : target.substring(question + 1));
    }
}
