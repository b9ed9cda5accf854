package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.Failure;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request (RFC 9457).
 *
 * @param type a URI for the code
 * @param title what is wrong, the same for each problem of the code
 * @param status the HTTP status
 * @param code what is wrong, for programs; see {@link ProblemCode}
 * @param detail what was expected and what was found this time
 * @param failure what the execution's code failed with, where that is the problem
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable FailureView failure) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemCode code, String detail) {
        return of(code, detail, null);
    }

    static Problem of(ProblemCode code, String detail, @Nullable Failure failure) {
        return new Problem(
                "urn:reprise:problem:" + code.code(),
                code.title(),
                code.status(),
                code.code(),
                detail,
                failure == null ? null : FailureView.of(failure));
    }

    Response response() {
        return builder().build();
    }

    Response.ResponseBuilder builder() {
        var response = Response.status(status).type(MEDIA_TYPE).entity(this);
        return status == ProblemCode.UNAVAILABLE.status() || status == ProblemCode.SIGNAL_BUFFER_FULL.status()
                ? response.header("Retry-After", 1)
                : response;
    }
}
