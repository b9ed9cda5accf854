package dev.reprise.gateway.rest;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.SignalOutcome;
import dev.reprise.gateway.application.StopExecution;
import dev.reprise.streams.Journal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What can be done with a running execution: signal it, stop it, wait for its result. */
@Path("/api/v1/executions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Executions")
public class ExecutionActionsResource {
    private static final int MAX_WAIT_SECONDS = 60;
    private static final int MAX_SIGNAL_ID = 256;

    private final Journal journal;
    private final ExecutionEnds ends;
    private final DescribeExecution describe;
    private final SendSignal signals;
    private final StopExecution stop;

    ExecutionActionsResource(
            Journal journal, ExecutionEnds ends, DescribeExecution describe, SendSignal signals, StopExecution stop) {
        this.journal = journal;
        this.ends = ends;
        this.describe = describe;
        this.signals = signals;
        this.stop = stop;
    }

    /**
     * The answer to a signal.
     *
     * @param executionId whom it was for
     * @param signal its name
     * @param buffered whether it is kept, because the code does not wait for it yet
     * @param repeated whether a signal of the same id was taken in before, and this one had no effect
     */
    @Schema(name = "SignalAccepted")
    public record SignalAccepted(String executionId, String signal, boolean buffered, boolean repeated) {}

    /**
     * The answer to a stop.
     *
     * @param executionId which execution
     * @param status how it has ended; not STOPPED when it had ended before
     * @param endedAt when it has ended
     */
    @Schema(name = "ExecutionEnded")
    public record ExecutionEnded(String executionId, String status, Instant endedAt) {}

    @GET
    @Path("result")
    @Operation(
            summary = "Get an execution's result, or wait for it",
            description = "The body is what the code returned, byte for byte. 202 with the execution while it runs:"
                    + " ask again. An execution that ended otherwise is a problem with its failure.")
    @APIResponse(
            responseCode = "200",
            description = "The result",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "202",
            description = "Still running",
            content = @Content(schema = @Schema(implementation = ExecutionView.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    @APIResponse(responseCode = "409", description = "execution-failed, execution-timed-out, execution-stopped")
    public Response result(
            @PathParam("id") String id,
            @Parameter(description = "How long to wait, 0 to 60") @QueryParam("waitSeconds") @Nullable
                    String waitSeconds) {
        var execution = Parameters.executionId(id);
        int seconds = Parameters.number("waitSeconds", waitSeconds, 0, 0, MAX_WAIT_SECONDS);
        var header = ends.await(execution, Duration.ofSeconds(seconds));
        if (header == null) {
            throw ExecutionsResource.unknown(execution);
        }
        return switch (header.status()) {
            case RUNNING, PAUSING, PAUSED ->
                Response.status(202)
                        .entity(ExecutionView.of(header, journal.quarantine(header.id())))
                        .build();
            case SUCCEEDED -> Response.ok(result(details(header))).build();
            case FAILED -> ended(header, ProblemCode.EXECUTION_FAILED);
            case TIMED_OUT -> ended(header, ProblemCode.EXECUTION_TIMED_OUT);
            case STOPPED -> ended(header, ProblemCode.EXECUTION_STOPPED);
            case DELETING -> throw ExecutionsResource.unknown(execution);
        };
    }

    private ExecutionDetails details(Execution header) {
        var details = describe.details(header);
        if (details == null) {
            throw ExecutionsResource.unknown(header.id());
        }
        return details;
    }

    private static byte[] result(ExecutionDetails details) {
        var result = details.result();
        return (result == null || result.size() == 0 ? Payload.of("null") : result).utf8();
    }

    private Response ended(Execution header, ProblemCode code) {
        var failure = details(header).failure();
        return Problem.of(
                        code,
                        "Expected execution %s to have a result, but it ended as %s at %s%s"
                                .formatted(header.id(), header.status(), header.endedAt(), because(failure)),
                        failure)
                .response();
    }

    private static String because(@Nullable Failure failure) {
        return failure == null || failure.message() == null ? "" : ": " + failure.message();
    }

    @POST
    @Path("stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Stop an execution for good",
            description = "The body, which may be left out, says why. Stopping one that has ended changes nothing.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = FailureView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExecutionEnded.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public ExecutionEnded stop(@PathParam("id") String id, byte @Nullable [] body) {
        var execution = Parameters.executionId(id);
        var reason = body == null || body.length == 0
                ? Failure.of("Execution.Stopped", "Stopped on request")
                : Bodies.read(body, FailureView.class).failure();
        return switch (stop.stop(execution, reason)) {
            case StopExecution.Outcome.Ended ended ->
                new ExecutionEnded(id, ended.status().name(), ended.at());
            case StopExecution.Outcome.UnknownExecution unknown ->
                throw ExecutionsResource.unknown(unknown.execution());
        };
    }

    @POST
    @Path("signals/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a signal",
            description = "The body is the signal's content, any JSON value up to 256 KiB; no body is null.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = SignalAccepted.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    @APIResponse(responseCode = "409", description = "execution-finished")
    @APIResponse(responseCode = "413", description = "payload-too-large")
    @APIResponse(responseCode = "429", description = "signal-buffer-full")
    public Response signal(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @Parameter(description = "The same for each try, so that the signal counts once; at most 256 characters")
                    @HeaderParam("Reprise-Signal-Id")
                    @Nullable
                    String signalId,
            byte @Nullable [] body) {
        var execution = Parameters.executionId(id);
        requireSignalId(signalId);
        var content = body == null || body.length == 0 ? "null".getBytes(StandardCharsets.UTF_8) : body;
        var payload = Bodies.payload(content, SendSignal.MAX_PAYLOAD_BYTES);
        return answer(execution, name, signals.send(execution, new SignalName(name), signalId, payload));
    }

    private static void requireSignalId(@Nullable String signalId) {
        if (signalId != null && (signalId.isEmpty() || signalId.length() > MAX_SIGNAL_ID)) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST,
                    "Expected a Reprise-Signal-Id of 1 to %d characters, but found %d"
                            .formatted(MAX_SIGNAL_ID, signalId.length()));
        }
    }

    private static Response answer(ExecutionId execution, String name, SignalOutcome outcome) {
        return switch (outcome) {
            case SignalOutcome.Accepted accepted -> accepted(execution, name, accepted.buffered(), false);
            case SignalOutcome.Repeated ignored -> accepted(execution, name, false, true);
            case SignalOutcome refused -> problem(refused).response();
        };
    }

    /** Why a signal was not taken in. */
    static Problem problem(SignalOutcome refused) {
        return switch (refused) {
            case SignalOutcome.Accepted ignored -> throw new IllegalArgumentException("Expected a refusal");
            case SignalOutcome.Repeated ignored -> throw new IllegalArgumentException("Expected a refusal");
            case SignalOutcome.UnknownExecution unknown ->
                ExecutionsResource.unknown(unknown.execution()).problem();
            case SignalOutcome.ExecutionFinished finished ->
                Problem.of(
                        ProblemCode.EXECUTION_FINISHED,
                        "Expected execution %s to be running, but it has ended".formatted(finished.execution()));
            case SignalOutcome.BufferFull full ->
                Problem.of(
                        ProblemCode.SIGNAL_BUFFER_FULL,
                        "Expected execution %s to wait for its signals, but 1000 of them or 1 MiB are waiting for it"
                                .formatted(full.execution()));
            case SignalOutcome.PayloadTooLarge large ->
                Bodies.tooLarge(large.bytes(), large.maxBytes()).problem();
        };
    }

    private static Response accepted(ExecutionId execution, String name, boolean buffered, boolean repeated) {
        return Response.status(202)
                .entity(new SignalAccepted(execution.toString(), name, buffered, repeated))
                .build();
    }
}
