package dev.reprise.gateway.rest;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.workflow.protocol.TraceHeader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Starts executions, and finds them by name. */
@Path("/api/v1/functions/{function}/executions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Executions")
public class StartsResource {
    private static final Payload NO_INPUT = Payload.of("{}");

    private final StartExecution start;
    private final DescribeExecution describe;

    StartsResource(StartExecution start, DescribeExecution describe) {
        this.start = start;
        this.describe = describe;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Start an execution",
            description = "The body is the input, any JSON value; no body is {}. With a name the start is idempotent: a"
                    + " second one with the same input answers 200 with the first one's execution.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "201",
            description = "Started",
            content = @Content(schema = @Schema(implementation = ExecutionStarted.class)))
    @APIResponse(
            responseCode = "200",
            description = "Started before",
            content = @Content(schema = @Schema(implementation = ExecutionStarted.class)))
    @APIResponse(responseCode = "400", description = "malformed-json, invalid-request")
    @APIResponse(responseCode = "404", description = "function-not-found, version-not-found")
    @APIResponse(
            responseCode = "409",
            description = "execution-name-taken, execution-quarantined, function-not-durable")
    @APIResponse(responseCode = "413", description = "payload-too-large")
    @APIResponse(responseCode = "429", description = "overloaded, with Retry-After")
    @APIResponse(responseCode = "503", description = "unavailable")
    public Response start(
            @PathParam("function") String function,
            @Parameter(description = "The execution's name: 1 to 64 letters, digits, '-' and '_'")
                    @HeaderParam("Reprise-Execution-Name")
                    @Nullable
                    String nameHeader,
            @Parameter(description = "The same, for clients that cannot set headers") @QueryParam("name") @Nullable
                    String nameParameter,
            @Parameter(
                            description =
                                    "Which version: a number, an alias, or $LATEST, which is meant unless said otherwise")
                    @QueryParam("qualifier")
                    @DefaultValue(RegisteredFunction.LATEST)
                    String qualifier,
            @HeaderParam("traceparent") @Nullable String traceParent,
            @HeaderParam("X-Amzn-Trace-Id") @Nullable String traceHeader,
            byte @Nullable [] body) {
        var input = body == null || body.length == 0 ? NO_INPUT : Bodies.payload(body, StartExecution.MAX_INPUT_BYTES);
        var name = nameHeader == null ? nameParameter : nameHeader;
        var caller = new Caller(TraceHeader.given(traceParent, traceHeader), null);
        return answer(start.start(
                new StartExecution.Request(RegisteredFunction.requireName(function), qualifier, name, input, caller)));
    }

    private static Response answer(StartOutcome outcome) {
        return switch (outcome) {
            case StartOutcome.Started started ->
                Response.status(started.created() ? 201 : 200)
                        .location(URI.create("/api/v1/executions/" + started.execution()))
                        .entity(ExecutionStarted.of(started))
                        .build();
            case StartOutcome.NameTaken taken ->
                Problem.of(
                                ProblemCode.EXECUTION_NAME_TAKEN,
                                "Expected the name %s to be free or of an execution with the same input, but found execution %s with another input"
                                        .formatted(taken.key().name(), taken.execution()))
                        .response();
            case StartOutcome.UnknownFunction unknown -> throw FunctionsResource.unknown(unknown.function());
            case StartOutcome.UnknownVersion unknown ->
                throw VersionsResource.unknown(unknown.function(), unknown.qualifier());
            case StartOutcome.NotDurable plain ->
                Problem.of(
                                ProblemCode.FUNCTION_NOT_DURABLE,
                                "Expected a durable function, but %s was registered with \"durable\": false"
                                        .formatted(plain.function()))
                        .response();
            case StartOutcome.Overloaded ignored ->
                Problem.of(
                                ProblemCode.OVERLOADED,
                                "Expected to have room for another execution, but too much waits to be recorded. Try again in a moment, with the same name")
                        .response();
            case StartOutcome.InputTooLarge large -> throw Bodies.tooLarge(large.bytes(), large.maxBytes());
        };
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Get an execution by its name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExecutionView.class)))
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public ExecutionView get(@PathParam("function") String function, @PathParam("name") String name) {
        var described = describe.describe(new ExecutionKey(function, name));
        if (described == null) {
            throw new ProblemException(
                    ProblemCode.EXECUTION_NOT_FOUND,
                    "Expected an execution of %s, but found none of the name %s; or it was purged after its retention"
                            .formatted(function, name));
        }
        return ExecutionView.of(described);
    }
}
