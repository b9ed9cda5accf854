package dev.reprise.gateway.rest;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.SignalName;
import dev.reprise.gateway.application.SignalLinks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Makes links by which a signal is sent by whoever is given them. */
@Path("/api/v1/executions/{id}/signals/{name}/url")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Signals")
public class SignalUrlResource {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final SignalLinks links;
    private final PublicUrl service;

    SignalUrlResource(SignalLinks links, PublicUrl service) {
        this.links = links;
        this.service = service;
    }

    /**
     * What a link is to be like. Everything may be left out.
     *
     * @param expiresInSeconds how long it is good, 1 to 31622400; a week without it
     * @param about what its page says that it is about, at most 200 characters
     * @param choices what may be sent, each as a JSON string: at most 8 of at most 40 characters; anything without it
     */
    @Schema(name = "SignalUrlRequest")
    public record Wanted(
            @Nullable Long expiresInSeconds,
            @Nullable String about,
            @Nullable List<String> choices) {
        static final Wanted NOTHING_SPECIAL = new Wanted(null, null, null);

        List<String> allowed() {
            // null is no text, and no text is no choice: that will be said
            return choices == null
                    ? List.of()
                    : choices.stream()
                            .map(each -> Objects.requireNonNullElse(each, ""))
                            .toList();
        }

        Duration validFor() {
            var validFor = expiresInSeconds == null ? USUAL : Duration.ofSeconds(expiresInSeconds);
            if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
                throw new InvalidValue("Expected expiresInSeconds from 1 to %d, but found %d"
                        .formatted(LONGEST.toSeconds(), validFor.toSeconds()));
            }
            return validFor;
        }
    }

    /**
     * A link.
     *
     * @param url opened in a browser it shows a page that asks; a POST of JSON sends the signal at once
     * @param expiresAt until when it is good
     * @param signalId the id that its signal will have
     */
    @Schema(name = "SignalUrl")
    public record SignalUrl(String url, Instant expiresAt, String signalId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a link that sends a signal",
            description = "For somebody without credentials: good once, until it expires. Treat it as a password.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Wanted.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SignalUrl.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public Response make(@PathParam("id") String id, @PathParam("name") String name, byte @Nullable [] body) {
        var execution = Parameters.executionId(id);
        var wanted = body == null || body.length == 0 ? Wanted.NOTHING_SPECIAL : Bodies.read(body, Wanted.class);
        var made = links.make(
                execution,
                new SignalName(name),
                wanted.validFor(),
                wanted.about() == null ? "" : wanted.about(),
                wanted.allowed());
        if (made == null) {
            throw ExecutionsResource.unknown(execution);
        }
        var url = service.url() + "/signals/" + made.text();
        return Response.created(URI.create(url))
                .entity(new SignalUrl(url, made.link().expiresAt(), made.link().signalId()))
                .build();
    }
}
