package dev.reprise.gateway.rest;

import dev.reprise.gateway.sns.SnsSubscriber;
import dev.reprise.gateway.sns.SnsSubscriber.Outcome;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where SNS posts notifications. It sends again what is answered 5xx, and gives up on what is answered 4xx. */
@Path("/api/v1/aws/sns")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Signals")
public class SnsResource {
    /** A notification has up to 256 KiB, of which each character may be escaped. */
    private static final int MAX_BYTES = 2 << 20;

    private final SnsSubscriber subscriber;

    SnsResource(SnsSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "The endpoint of an HTTPS subscription of SNS",
            description = "Confirms subscriptions of the topics in reprise.sns.topics and takes their notifications for"
                    + " signals. What is no signal is put among the dead letters. Every post must be signed by SNS.")
    @APIResponse(responseCode = "200", description = "Done with; SNS need not send it again")
    @APIResponse(responseCode = "400", description = "invalid-request")
    @APIResponse(responseCode = "403", description = "forbidden: forged, or of another topic")
    @APIResponse(responseCode = "413", description = "payload-too-large")
    @APIResponse(responseCode = "503", description = "unavailable: SNS sends it again")
    public Response post(byte @Nullable [] body) {
        var content = body == null ? new byte[0] : body;
        if (content.length > MAX_BYTES) {
            throw Bodies.tooLarge(content.length, MAX_BYTES);
        }
        return switch (subscriber.take(content)) {
            case Outcome.Delivered delivered ->
                Response.ok(MessageTaken.of(delivered.delivered())).build();
            case Outcome.Confirmed ignored -> Response.ok().build();
            case Outcome.Unsubscribed ignored -> Response.ok().build();
            case Outcome.Malformed malformed ->
                throw new ProblemException(ProblemCode.INVALID_REQUEST, malformed.detail());
            case Outcome.Refused refused -> throw new ProblemException(ProblemCode.FORBIDDEN, refused.detail());
            case Outcome.Unreachable unreachable ->
                throw new ProblemException(ProblemCode.UNAVAILABLE, unreachable.detail());
        };
    }
}
