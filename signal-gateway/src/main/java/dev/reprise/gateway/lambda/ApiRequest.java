package dev.reprise.gateway.lambda;

/**
 * A request for one operation.
 *
 * @param label what the path says beside the operation's name: an ARN, a function's name or a callback id; decoded
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through, never compared
record ApiRequest(String label, Query query, Headers headers, byte[] body) {}
