package dev.reprise.gateway.rest;

import dev.reprise.core.Failure;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.CompleteCallback.Outcome;
import dev.reprise.gateway.application.CompleteCallback.Standing;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * A page on which a person answers a callback, for a link in a mail or chat. Opening it answers nothing, because mail
 * programs and chats open links on their own.
 */
@Path("/callbacks/{id}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class CallbackPage {
    private static final String FORM = """
            <dl>%s</dl>
            <form method="post">
            <label>Answer, JSON or plain text<br><textarea name="answer" rows="5"></textarea></label>
            <button class="first" name="outcome" value="succeed">Answer</button>
            <button name="outcome" value="fail">Answer with a failure</button>
            </form>
            <small>It takes one answer. Whoever has this address can give it.</small>
            """;

    private final CompleteCallback callbacks;

    CallbackPage(CompleteCallback callbacks) {
        this.callbacks = callbacks;
    }

    @GET
    @Operation(hidden = true)
    public Response show(@PathParam("id") String id) {
        return Page.orProblem(() -> switch (callbacks.look(id)) {
            case Standing.Open open -> Page.of(200, "An execution waits for an answer", FORM.formatted(about(open)));
            case Standing.NotOpen closed -> Page.of(problem(closed.answered()));
        });
    }

    private static String about(Standing.Open open) {
        var about = Page.line("Function", open.execution().function())
                + Page.line("Execution", open.execution().name());
        return open.name() == null ? about : about + Page.line("Waits for", open.name());
    }

    private static Problem problem(Outcome outcome) {
        return Objects.requireNonNull(CallbacksResource.problem(outcome), "only an open callback has none");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response answer(
            @PathParam("id") String id,
            @FormParam("answer") @DefaultValue("") String answer,
            @FormParam("outcome") @DefaultValue("succeed") String outcome) {
        return Page.orProblem(() -> {
            var problem = CallbacksResource.problem(
                    "fail".equals(outcome)
                            ? callbacks.fail(id, Failure.of("Callback.Failed", answer))
                            : callbacks.succeed(id, Bodies.typed(answer)));
            return problem == null
                    ? Page.of(200, "Thank you", "<p>The answer is recorded. You can close this page.</p>")
                    : Page.of(problem);
        });
    }
}
