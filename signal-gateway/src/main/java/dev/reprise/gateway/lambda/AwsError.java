package dev.reprise.gateway.lambda;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The errors that the API answers with. SDKs throw the exception of that name; the message's member is spelt differently
 * in one and another (protocol reference, section 1.4).
 */
enum AwsError {
    /** A business rule is broken. */
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400, "message"),
    /** A member or parameter is missing, too long, out of range or not one of the words allowed. */
    VALIDATION("ValidationException", 400, "message"),
    /** A body that is not JSON, or a parameter of another type. */
    SERIALIZATION("SerializationException", 400, "Message"),
    INVALID_REQUEST_CONTENT("InvalidRequestContentException", 400, "message"),
    CALLBACK_TIMEOUT("CallbackTimeoutException", 400, "Message"),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403, "message"),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 403, "message"),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403, "message"),
    INVALID_SIGNATURE("InvalidSignatureException", 403, "message"),
    ACCESS_DENIED("AccessDeniedException", 403, "Message"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, "Message"),
    UNKNOWN_OPERATION("UnknownOperationException", 404, "message"),
    METHOD_NOT_ALLOWED("UnknownOperationException", 405, "message"),
    REQUEST_TIMEOUT("RequestTimeoutException", 408, "message"),
    ALREADY_STARTED("DurableExecutionAlreadyStartedException", 409, "Message"),
    RESOURCE_CONFLICT("ResourceConflictException", 409, "message"),
    REQUEST_TOO_LARGE("RequestTooLargeException", 413, "message"),
    TOO_MANY_REQUESTS("TooManyRequestsException", 429, "message"),
    SERVICE("ServiceException", 500, "Message"),
    /** The service cannot serve just now. SDKs try again, with the same client token. */
    UNAVAILABLE("ServiceException", 503, "Message");

    private final String type;
    private final int status;
    private final String member;

    AwsError(String type, int status, String member) {
        this.type = type;
        this.status = status;
        this.member = member;
    }

    /** What a request is answered with. */
    Answer answer(String message) {
        var json = "{\"Type\":\"%s\",\"%s\":\"%s\"}"
                .formatted(
                        status < 500 ? "User" : "Service",
                        member,
                        new String(JsonStringEncoder.getInstance().quoteAsString(message)));
        return new Answer(status, Map.of("x-amzn-errortype", type), json.getBytes(StandardCharsets.UTF_8));
    }

    /** To be thrown where a request cannot be served. */
    Refusal refusal(String message) {
        return new Refusal(answer(message));
    }
}
