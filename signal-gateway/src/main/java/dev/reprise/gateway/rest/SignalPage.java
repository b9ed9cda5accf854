package dev.reprise.gateway.rest;

import dev.reprise.core.Payload;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.SignalLinks;
import dev.reprise.gateway.application.SignalLinks.Sent;
import dev.reprise.gateway.application.SignalLinks.Standing;
import dev.reprise.gateway.rest.ExecutionActionsResource.SignalAccepted;
import dev.reprise.gateway.tokens.SignalLink;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where a link to send a signal leads. Opening it sends nothing, because mail programs and chats open links on their own; its
 * form does, and so does a POST of JSON.
 */
@Path("/signals/{link}")
@RunOnVirtualThread
@Tag(name = "Signals")
public class SignalPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String FREE_TEXT = """
            <label>Answer, JSON or plain text<br><textarea name="answer" rows="5"></textarea></label>
            <button class="first">Send</button>""";

    private static final String FORM = """
            %s<dl>%s</dl>
            <form method="post">%s</form>
            <small>It can be answered once. Whoever has this address can do so.</small>
            """;

    private final SignalLinks links;

    SignalPage(SignalLinks links) {
        this.links = links;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response show(@PathParam("link") String link) {
        return Page.orProblem(() -> switch (links.look(link)) {
            case Standing.Open open -> Page.of(200, "Your answer is asked for", form(open.link(), open.execution()));
            case Standing closed -> Page.of(problem(closed));
        });
    }

    private static String form(SignalLink link, Execution execution) {
        var facts = Page.line("Function", execution.key().function())
                + Page.line("Execution", execution.key().name())
                + Page.line("Waits for", link.name().value())
                + Page.line("Started", TIME.format(execution.startedAt()))
                + Page.line("Answer before", TIME.format(link.expiresAt()));
        var about = link.about().isEmpty() ? "" : "<p>%s</p>".formatted(Page.escape(link.about()));
        return FORM.formatted(about, facts, link.choices().isEmpty() ? FREE_TEXT : buttons(link));
    }

    private static String buttons(SignalLink link) {
        var buttons = new StringBuilder();
        for (var choice : link.choices()) {
            buttons.append("<button name=\"choice\" value=\"%1$s\"%2$s>%1$s</button>"
                    .formatted(Page.escape(choice), buttons.isEmpty() ? " class=\"first\"" : ""));
        }
        return buttons.toString();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response answer(
            @PathParam("link") String link,
            @FormParam("answer") @DefaultValue("") String answer,
            @FormParam("choice") @Nullable String choice) {
        // A choice is text, also one that looks like a number.
        var payload = choice == null ? Bodies.typed(answer) : Bodies.text(choice);
        return Page.orProblem(() -> switch (links.send(link, payload)) {
            case Sent.Accepted ignored ->
                Page.of(200, "Thank you", "<p>The answer is recorded. You can close this page.</p>");
            case Sent refused -> Page.of(problem(refused));
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send the signal of a link",
            description = "The body is the signal's content, any JSON value up to 256 KiB; no body is null.")
    @APIResponse(responseCode = "202", description = "Recorded")
    @APIResponse(responseCode = "400", description = "link-invalid, malformed-json, invalid-request")
    @APIResponse(responseCode = "409", description = "link-used, execution-finished")
    @APIResponse(responseCode = "410", description = "link-expired")
    public Response send(@PathParam("link") String link, byte @Nullable [] body) {
        var payload = body == null || body.length == 0
                ? Payload.of("null")
                : Bodies.payload(body, SendSignal.MAX_PAYLOAD_BYTES);
        return switch (links.send(link, payload)) {
            case Sent.Accepted accepted ->
                Response.status(202)
                        .entity(new SignalAccepted(
                                accepted.link().execution().toString(),
                                accepted.link().name().value(),
                                accepted.buffered(),
                                false))
                        .build();
            case Sent refused -> problem(refused).response();
        };
    }

    private static Problem problem(Sent refused) {
        return switch (refused) {
            case Sent.Accepted ignored -> throw new IllegalStateException("Expected a refusal, but it was accepted");
            case Sent.Used ignored ->
                Problem.of(ProblemCode.LINK_USED, "Expected a link that nobody has used, but its answer is recorded");
            case Sent.NotAllowed other ->
                Problem.of(
                        ProblemCode.INVALID_REQUEST,
                        "Expected one of %s as a JSON string, but found something else".formatted(other.choices()));
            case Sent.NotOpen closed -> problem(closed.standing());
            case Sent.Refused other -> ExecutionActionsResource.problem(other.outcome());
        };
    }

    private static Problem problem(Standing closed) {
        return switch (closed) {
            case Standing.Open ignored -> throw new IllegalStateException("Expected a closed link, but it is open");
            case Standing.Invalid ignored ->
                Problem.of(
                        ProblemCode.LINK_INVALID,
                        "Expected a link as it was handed out, but found one that was changed or made up");
            case Standing.Expired expired ->
                Problem.of(
                        ProblemCode.LINK_EXPIRED,
                        "Expected a link that is still good, but it was so until " + TIME.format(expired.at()));
            case Standing.UnknownExecution unknown ->
                Problem.of(
                        ProblemCode.EXECUTION_NOT_FOUND,
                        "Expected the execution to be there, but it was purged after its retention");
            case Standing.ExecutionFinished finished ->
                Problem.of(
                        ProblemCode.EXECUTION_FINISHED,
                        "Expected execution %s to be running, but it has ended".formatted(finished.execution()));
        };
    }
}
