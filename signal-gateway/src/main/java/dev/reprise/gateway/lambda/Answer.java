package dev.reprise.gateway.lambda;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param headers beside the media type and the request's id, which every answer has
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // on its way out, never compared
record Answer(int status, Map<String, String> headers, byte[] body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok(byte[] body) {
        return new Answer(200, Map.of(), body);
    }

    /** For operations that have done what was asked and have nothing to tell. */
    static Answer done() {
        return ok(new byte[] {'{', '}'});
    }

    /** The same with one more header. */
    Answer with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** For logs and failing tests. */
    @Override
    public String toString() {
        return status + " " + headers + " " + new String(body, StandardCharsets.UTF_8);
    }
}
