package dev.reprise.gateway.rest;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.signals.SignalDelivery;
import dev.reprise.gateway.signals.SignalMessage;
import dev.reprise.schemas.codec.SignalCodec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages of others, handed over as they came: by a Lambda function behind a queue, or by a rule of EventBridge. */
@Path("/api/v1/signals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Signals")
public class SignalsResource {
    /** A message of SQS has up to 1 MiB. */
    private static final int MAX_BYTES = 2 << 20;

    private static final int MAX_TEXT = 1024;
    private static final int MAX_MESSAGE_ID = 256;

    private final SignalDelivery delivery;

    SignalsResource(SignalDelivery delivery) {
        this.delivery = delivery;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Hand over a message that may be a signal",
            description = "The body is the message as it came: the JSON that the topic of signals takes, also in a"
                    + " notification of SNS or an event of EventBridge. What is no signal is put among the dead letters, with"
                    + " the reason. The parameters execution, signal, signalId and callbackId take the place of fields; where"
                    + " they say all of it, the body is the content.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "202",
            description = "Done with, also when it was put aside",
            content = @Content(schema = @Schema(implementation = MessageTaken.class)))
    @APIResponse(responseCode = "413", description = "payload-too-large")
    @APIResponse(responseCode = "503", description = "unavailable: send it again")
    public Response take(
            @Parameter(description = "Where it came from, for people who find it among the dead letters")
                    @QueryParam("source")
                    @DefaultValue("/api/v1/signals")
                    String source,
            @Parameter(description = "The same each time it is delivered: the signal's id, unless it names one itself")
                    @QueryParam("messageId")
                    @Nullable
                    String messageId,
            @Parameter(
                            description =
                                    "What a FIFO queue knows it by: the signal's id rather than messageId, unless the queue"
                                            + " made it of the content")
                    @QueryParam("deduplicationId")
                    @Nullable
                    String deduplicationId,
            @QueryParam("execution") @Nullable String execution,
            @QueryParam("signal") @Nullable String signal,
            @QueryParam("signalId") @Nullable String signalId,
            @QueryParam("callbackId") @Nullable String callbackId,
            byte @Nullable [] body) {
        var content = body == null ? new byte[0] : body;
        if (content.length > MAX_BYTES) {
            throw Bodies.tooLarge(content.length, MAX_BYTES);
        }
        requireShort("source", source, MAX_TEXT);
        requireShort("messageId", messageId, MAX_MESSAGE_ID);
        requireShort("deduplicationId", deduplicationId, MAX_MESSAGE_ID);
        var attributes = new HashMap<String, String>();
        put(attributes, SignalCodec.EXECUTION_HEADER, execution);
        put(attributes, SignalCodec.SIGNAL_HEADER, signal);
        put(attributes, SignalCodec.ID_HEADER, signalId);
        put(attributes, SignalCodec.CALLBACK_ID_HEADER, callbackId);
        var place = messageId == null ? source : source + "/" + messageId;
        var id = SignalMessage.identity(messageId, deduplicationId, content);
        var delivered = delivery.take(SignalMessage.from(place, id, content, attributes));
        return Response.status(202).entity(MessageTaken.of(delivered)).build();
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** They stand in logs and headers. */
    private static void requireShort(String name, @Nullable String value, int most) {
        if (value != null
                && (value.isEmpty() || value.length() > most || !value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E))) {
            throw new InvalidValue("Expected %s to be 1 to %d characters of printable ASCII, but found %d characters"
                    .formatted(name, most, value.length()));
        }
    }
}
