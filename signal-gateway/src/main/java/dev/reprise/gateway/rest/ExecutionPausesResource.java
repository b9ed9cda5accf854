package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.application.DeleteExecution;
import dev.reprise.gateway.application.PauseExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pauses executions, resumes them, and deletes those that have ended. */
@Path("/api/v1/executions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Executions")
public class ExecutionPausesResource {
    private final PauseExecution pauses;
    private final DeleteExecution deletions;

    ExecutionPausesResource(PauseExecution pauses, DeleteExecution deletions) {
        this.pauses = pauses;
        this.deletions = deletions;
    }

    /**
     * How to pause or resume.
     *
     * @param reason for history, at most 1024 characters; may be left out
     * @param pauseTimeout whether the execution's timeout stands still while it is paused; false when left out
     */
    @Schema(name = "PauseRequest")
    public record PauseRequest(
            @Nullable String reason, @Nullable Boolean pauseTimeout) {
        private static final PauseRequest PLAIN = new PauseRequest(null, null);
    }

    /**
     * Where an execution stands after it was paused, resumed or deleted.
     *
     * @param executionId which execution
     * @param status PAUSED; PAUSING while an invocation still runs; RUNNING once resumed; DELETING
     * @param at since when, for a deletion
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ExecutionStands")
    public record Stands(
            String executionId,
            ExecutionStatus status,
            @Nullable Instant at) {}

    @POST
    @Path("pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Pause an execution",
            description =
                    "Its code is not invoked until it is resumed; timers, signals and callbacks go on and are told"
                            + " then. An invocation that runs is told to stop at its next checkpoint.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = PauseRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Stands.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    @APIResponse(responseCode = "409", description = "execution-finished")
    public Stands pause(@PathParam("id") String id, byte @Nullable [] body) {
        var request = request(body);
        return answer(
                id,
                pauses.pause(
                        Parameters.executionId(id), Boolean.TRUE.equals(request.pauseTimeout()), request.reason()));
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Resume a paused execution", description = "One that is not paused stays as it is.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = PauseRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Stands.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    @APIResponse(responseCode = "409", description = "execution-finished")
    public Stands resume(@PathParam("id") String id, byte @Nullable [] body) {
        return answer(
                id, pauses.resume(Parameters.executionId(id), request(body).reason()));
    }

    @DELETE
    @Operation(
            summary = "Delete an execution that has ended",
            description = "It is gone a moment later, and its name is free. Its history in Kafka's topic stays.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Stands.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    @APIResponse(responseCode = "409", description = "execution-running")
    public Response delete(@PathParam("id") String id) {
        var execution = Parameters.executionId(id);
        return switch (deletions.delete(execution)) {
            case DeleteExecution.Outcome.Accepted accepted ->
                Response.status(202)
                        .entity(new Stands(id, ExecutionStatus.DELETING, accepted.at()))
                        .build();
            case DeleteExecution.Outcome.NotEnded running ->
                throw new ProblemException(
                        ProblemCode.EXECUTION_RUNNING,
                        "Expected execution %s to have ended, but it is %s. Stop it first"
                                .formatted(execution, running.status()));
            case DeleteExecution.Outcome.UnknownExecution unknown ->
                throw ExecutionsResource.unknown(unknown.execution());
        };
    }

    private static PauseRequest request(byte @Nullable [] body) {
        return body == null || body.length == 0 ? PauseRequest.PLAIN : Bodies.read(body, PauseRequest.class);
    }

    private static Stands answer(String id, PauseExecution.Outcome outcome) {
        return switch (outcome) {
            case PauseExecution.Outcome.Done done -> new Stands(id, done.status(), null);
            case PauseExecution.Outcome.Ended ended -> throw finished(Parameters.executionId(id), ended.status());
            case PauseExecution.Outcome.UnknownExecution unknown ->
                throw ExecutionsResource.unknown(unknown.execution());
        };
    }

    private static ProblemException finished(ExecutionId execution, ExecutionStatus status) {
        return new ProblemException(
                ProblemCode.EXECUTION_FINISHED,
                "Expected execution %s to be running or paused, but it has ended: %s".formatted(execution, status));
    }
}
