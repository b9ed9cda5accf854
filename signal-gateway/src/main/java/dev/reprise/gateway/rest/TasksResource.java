package dev.reprise.gateway.rest;

import dev.reprise.gateway.application.PlainFunctions.Answer;
import dev.reprise.gateway.dispatch.TakenTasks;
import dev.reprise.workflow.protocol.ProtocolJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Invocations for whoever reads them from a function's topic of tasks. */
@Path("/api/v1/executions/{id}/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Tasks")
public class TasksResource {
    /** Proves that the invocation was taken. */
    static final String LEASE = "Reprise-Lease";

    private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";
    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";

    private final TakenTasks tasks;

    TasksResource(TakenTasks tasks) {
        this.tasks = tasks;
    }

    /**
     * A task as it is on the topic.
     *
     * @param executionId whose invocation
     * @param ticket what it is taken with
     */
    @Schema(name = "Task")
    public record Task(
            @Nullable String executionId,

            @Schema(required = true) @Nullable String ticket) {}

    @POST
    @Path("take")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take an invocation",
            description =
                    "The body is the record from the function's topic of tasks; the answer is what the function is"
                            + " invoked with, with a header Reprise-Lease for saying how it ended.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Task.class)))
    @APIResponse(
            responseCode = "200",
            description = "The durable protocol's invocation input",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "409", description = "execution-quarantined")
    @APIResponse(responseCode = "410", description = "task-gone: there is nothing to do, now or later")
    public Response take(@PathParam("id") String id, byte[] body) {
        var task = Bodies.read(body, Task.class);
        if (task.ticket() == null) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST, "Expected a member 'ticket' as on the topic of tasks, but found none");
        }
        return switch (tasks.take(Parameters.executionId(id), task.ticket())) {
            case TakenTasks.Outcome.Taken taken ->
                Response.ok(ProtocolJson.writeEnvelope(taken.envelope()))
                        .header(LEASE, taken.lease())
                        .header(REQUEST_ID, taken.requestId())
                        .header("traceparent", taken.traceParent())
                        .build();
            case TakenTasks.Outcome.Gone gone ->
                throw new ProblemException(ProblemCode.TASK_GONE, "Expected " + gone.why());
        };
    }

    @POST
    @Path("end")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Say how an invocation that was taken has ended",
            description =
                    "The body is what the function answered; with a header X-Amz-Function-Error, the error that it"
                            + " failed with. Saying it twice does no harm.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "410", description = "task-gone: the invocation has been superseded")
    public Response end(
            @PathParam("id") String id,
            @Parameter(description = "As it was answered when the invocation was taken") @HeaderParam(LEASE) @Nullable
                    String lease,
            @HeaderParam(FUNCTION_ERROR) @Nullable String functionError,
            byte @Nullable [] body) {
        if (lease == null) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST, "Expected a header %s, but found none".formatted(LEASE));
        }
        var content = body == null ? new byte[0] : body;
        var answer = functionError == null
                ? new Answer.Returned(content)
                : new Answer.Failed(ProtocolJson.readFunctionError(content), content);
        if (!tasks.end(Parameters.executionId(id), lease, answer)) {
            throw new ProblemException(
                    ProblemCode.TASK_GONE,
                    "Expected a lease of execution %s's invocation, but it has been superseded, or is over"
                            .formatted(id));
        }
        return Response.noContent().build();
    }
}
