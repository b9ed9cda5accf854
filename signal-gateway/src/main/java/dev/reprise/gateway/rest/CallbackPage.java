package dev.reprise.gateway.rest;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.gateway.application.CompleteCallback;
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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * A page on which a person answers a callback, for a link in a mail or chat. Opening it answers nothing, because mail
 * programs and chats open links on their own.
 */
@Path("/callbacks/{id}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class CallbackPage {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Reprise: answer a callback</title>
            <style>body{font:16px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}textarea{width:100%%}</style>
            %s
            </html>
            """;

    private static final String FORM = """
            <h1>An execution waits for an answer</h1>
            <form method="post">
            <p><label>Answer, JSON or plain text<br><textarea name="answer" rows="6"></textarea></label></p>
            <p><button name="outcome" value="succeed">Answer</button>
            <button name="outcome" value="fail">Answer with a failure</button></p>
            </form>
            """;

    private final CompleteCallback callbacks;

    CallbackPage(CompleteCallback callbacks) {
        this.callbacks = callbacks;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        return page(200, FORM);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response answer(
            @PathParam("id") String id,
            @FormParam("answer") @DefaultValue("") String answer,
            @FormParam("outcome") @DefaultValue("succeed") String outcome) {
        var problem = CallbacksResource.problem(
                "fail".equals(outcome)
                        ? callbacks.fail(id, Failure.of("Callback.Failed", answer))
                        : callbacks.succeed(id, payload(answer)));
        return problem == null
                ? page(200, "<h1>Thank you</h1><p>The answer is recorded.</p>")
                : page(problem.status(), "<h1>%s</h1><p>%s.</p>".formatted(problem.title(), problem.detail()));
    }

    /** What a person typed, as JSON: what is JSON already is taken as it is. */
    private static Payload payload(String answer) {
        return Bodies.isJson(answer.getBytes(StandardCharsets.UTF_8)) ? Payload.of(answer) : Bodies.text(answer);
    }

    private static Response page(int status, String body) {
        var response = Response.status(status).entity(PAGE.formatted(body));
        HEADERS.forEach(response::header);
        return response.build();
    }
}
