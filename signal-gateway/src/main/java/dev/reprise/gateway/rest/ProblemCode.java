package dev.reprise.gateway.rest;

/**
 * Everything that can be wrong, for programs. A code never changes its meaning; a new meaning gets a new code. Problems
 * are answered as {@code application/problem+json} (RFC 9457) with the code as a member.
 */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not JSON"),
    INVALID_REQUEST(400, "The request is not valid"),
    INVALID_CURSOR(400, "The cursor was not given out for this list"),
    CALLBACK_INVALID(400, "There is no such callback"),
    LINK_INVALID(400, "There is no such link"),
    UNAUTHENTICATED(401, "Who asks is not known"),
    FORBIDDEN(403, "The caller may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    FUNCTION_NOT_FOUND(404, "There is no such function"),
    VERSION_NOT_FOUND(404, "The function has no such version or alias"),
    EXECUTION_NOT_FOUND(404, "There is no such execution"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No acceptable media type can be answered with"),
    FUNCTION_NOT_DURABLE(409, "The function is not durable"),
    VERSION_IN_USE(409, "An alias stands for the version"),
    EXECUTION_NAME_TAKEN(409, "The name belongs to another execution"),
    EXECUTION_FINISHED(409, "The execution has ended"),
    EXECUTION_QUARANTINED(409, "The execution is quarantined"),
    EXECUTION_RUNNING(409, "The execution has not ended"),
    EXECUTION_FAILED(409, "The execution failed and has no result"),
    EXECUTION_TIMED_OUT(409, "The execution timed out and has no result"),
    EXECUTION_STOPPED(409, "The execution was stopped and has no result"),
    CALLBACK_CLOSED(409, "The callback takes no answer any more"),
    TASK_GONE(410, "The task is somebody else's, or over"),
    LINK_USED(409, "The link was used before"),
    CALLBACK_GONE(410, "The execution of the callback is not kept any more"),
    LINK_EXPIRED(410, "The link has expired"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
    SIGNAL_BUFFER_FULL(429, "Too many signals wait for the execution"),
    OVERLOADED(429, "More is asked for than can be taken on now"),
    TOO_MANY_REQUESTS(429, "The caller asks for too much"),
    INTERNAL_ERROR(500, "Something is wrong with the service"),
    UNAVAILABLE(503, "The journal cannot serve just now"),
    AUTHENTICATION_NOT_SET_UP(503, "Nobody can be let in");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A sentence that is the same each time. */
    public String title() {
        return title;
    }

    /** The code as it is written: lower case, words joined by hyphens. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
