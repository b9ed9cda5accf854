package dev.reprise.gateway.rest;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.CompleteCallback.Outcome;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers to callbacks. Whoever has the id may answer, once. */
@Path("/api/v1/callbacks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Callbacks")
@APIResponse(responseCode = "204", description = "Recorded")
@APIResponse(responseCode = "400", description = "callback-invalid, malformed-json")
@APIResponse(responseCode = "409", description = "callback-closed")
@APIResponse(responseCode = "410", description = "callback-gone")
@APIResponse(responseCode = "413", description = "payload-too-large")
public class CallbacksResource {
    private final CompleteCallback callbacks;

    CallbacksResource(CompleteCallback callbacks) {
        this.callbacks = callbacks;
    }

    @POST
    @Path("succeed")
    @Operation(summary = "Answer a callback", description = "The body is the answer, any JSON value up to 256 KiB.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Object.class)))
    public Response succeed(@PathParam("id") String id, byte @Nullable [] body) {
        Payload result =
                body == null || body.length == 0 ? null : Bodies.payload(body, CompleteCallback.MAX_PAYLOAD_BYTES);
        return answer(callbacks.succeed(id, result));
    }

    @POST
    @Path("fail")
    @Operation(summary = "Answer a callback with a failure")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = FailureView.class)))
    public Response fail(@PathParam("id") String id, byte @Nullable [] body) {
        var failure = body == null || body.length == 0
                ? Failure.UNKNOWN
                : Bodies.read(body, FailureView.class).failure();
        return answer(callbacks.fail(id, failure));
    }

    @POST
    @Path("heartbeat")
    @Operation(summary = "Say that an answer is still being worked on")
    public Response heartbeat(@PathParam("id") String id) {
        return answer(callbacks.heartbeat(id));
    }

    private static Response answer(Outcome outcome) {
        var problem = problem(outcome);
        return problem == null ? Response.noContent().build() : problem.response();
    }

    static @Nullable Problem problem(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted ignored -> null;
            case Outcome.Invalid ignored ->
                Problem.of(
                        ProblemCode.CALLBACK_INVALID,
                        "Expected a callback id as it was handed out, but found one that was changed or made up");
            case Outcome.Closed ignored ->
                Problem.of(
                        ProblemCode.CALLBACK_CLOSED,
                        "Expected an open callback, but it was answered or timed out before, or its execution has ended");
            case Outcome.Gone ignored ->
                Problem.of(
                        ProblemCode.CALLBACK_GONE,
                        "Expected the callback's execution to be there, but it was purged after its retention");
            case Outcome.PayloadTooLarge large -> throw Bodies.tooLarge(large.bytes(), large.maxBytes());
        };
    }
}
