package dev.reprise.gateway.rest;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.streams.JournalUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problems of exceptions. What nobody foresaw is logged and answered without its details. */
final class ProblemMappers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        var response = e.problem().builder();
        e.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    Response invalid(InvalidValue e) {
        return Problem.of(ProblemCode.INVALID_REQUEST, message(e)).response();
    }

    @ServerExceptionMapper
    Response quarantined(QuarantinedExecution e) {
        return Problem.of(ProblemCode.EXECUTION_QUARANTINED, message(e)).response();
    }

    @ServerExceptionMapper
    Response unavailable(JournalUnavailable e) {
        return Problem.of(ProblemCode.UNAVAILABLE, message(e) + ". Trying again with the same name or id is safe")
                .response();
    }

    /** What the framework found wrong before any of our code ran. */
    @ServerExceptionMapper
    Response framework(WebApplicationException e, UriInfo uri) {
        var path = uri.getPath();
        var answer = switch (e.getResponse().getStatus()) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "Expected a path of the API, but found " + path);
            case 405 ->
                Problem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "Expected one of the methods that /q/openapi lists for " + path);
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "Expected to answer with application/json, see Accept");
            case 413 -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "Expected a smaller body");
            case 415 ->
                Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Expected a body with Content-Type: application/json");
            default ->
                e.getResponse().getStatus() < 500
                        ? Problem.of(ProblemCode.INVALID_REQUEST, message(e))
                        : unforeseen(e, uri);
        };
        var response = answer.builder();
        var allowed = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? response : response.header(HttpHeaders.ALLOW, allowed)).build();
    }

    @ServerExceptionMapper
    Response anything(Throwable e, UriInfo uri) {
        return unforeseen(e, uri).response();
    }

    /** The path names the execution, where it is about one. */
    private static Problem unforeseen(Throwable e, UriInfo uri) {
        var error = UUID.randomUUID();
        LOG.error("Error {}: a request to {} failed for a reason that nobody foresaw", error, uri.getPath(), e);
        return Problem.of(ProblemCode.INTERNAL_ERROR, "The log of the service says more, under error " + error);
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
