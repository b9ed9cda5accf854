package dev.reprise.gateway.lambda;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered with.
 *
 * @param status the HTTP status
 * @param errorType the exception that SDKs throw; null for none
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // on its way out, never compared
record Answer(int status, @Nullable String errorType, byte[] body) {
    static Answer ok(byte[] body) {
        return new Answer(200, null, body);
    }

    /** An error whose message member is {@code message}. */
    static Answer error(int status, String errorType, String message) {
        return error(status, errorType, "message", message);
    }

    /** Business rules. */
    static Answer invalidParameter(String message) {
        return error(400, "InvalidParameterValueException", message);
    }

    /** The service cannot serve just now. SDKs try again, with the same client token. */
    static Answer unavailable(String message) {
        return error(503, "ServiceException", "Message", message);
    }

    /** The message member's case differs per exception (protocol reference, section 1.4). */
    static Answer error(int status, String errorType, String member, String message) {
        var json = "{\"Type\":\"%s\",\"%s\":\"%s\"}"
                .formatted(
                        status < 500 ? "User" : "Service",
                        member,
                        new String(JsonStringEncoder.getInstance().quoteAsString(message)));
        return new Answer(status, errorType, json.getBytes(StandardCharsets.UTF_8));
    }
}
