package dev.reprise.workflow.http;

import dev.reprise.workflow.protocol.ProtocolJson;
import java.util.Map;

/**
 * What a request to invoke a function is answered with.
 *
 * @param status the HTTP status
 * @param headers all headers but those that the server sets by itself
 * @param body JSON; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record InvocationAnswer(int status, Map<String, String> headers, byte[] body) {
    /** For a body longer than {@link InvocationEndpoint#MAX_BODY_BYTES}. */
    public static final InvocationAnswer TOO_LARGE = refusal(
            413, "RequestTooLargeException", "Expected at most " + InvocationEndpoint.MAX_BODY_BYTES + " bytes");

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    static InvocationAnswer output(byte[] output) {
        return new InvocationAnswer(200, Map.of(CONTENT_TYPE, JSON), output);
    }

    /** The function could not answer; the service invokes it again after a pause. */
    static InvocationAnswer functionError(byte[] failure) {
        return new InvocationAnswer(200, Map.of(CONTENT_TYPE, JSON, "X-Amz-Function-Error", "Unhandled"), failure);
    }

    /** An error as Lambda's own API words it. */
    static InvocationAnswer refusal(int status, String type, String message) {
        return new InvocationAnswer(
                status, Map.of(CONTENT_TYPE, JSON, "x-amzn-errortype", type), ProtocolJson.writeErrorMessage(message));
    }
}
