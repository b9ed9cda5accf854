package dev.reprise.gateway.rest;

import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.security.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The functions that can be started. */
@Path("/api/v1/functions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Functions")
public class FunctionsResource {
    private final FunctionRegistry functions;
    private final TaskQueue tasks;
    private final CurrentRequester requester;

    FunctionsResource(FunctionRegistry functions, TaskQueue tasks, CurrentRequester requester) {
        this.functions = functions;
        this.tasks = tasks;
        this.requester = requester;
    }

    /**
     * All functions.
     *
     * @param functions by name
     */
    @Schema(name = "FunctionList")
    public record FunctionList(List<FunctionView> functions) {}

    @GET
    @Operation(summary = "List all functions that the caller may see")
    public FunctionList list() {
        var grants = requester.grants();
        return new FunctionList(functions.all().stream()
                .filter(function -> grants.allow(Role.READ, function.name()))
                .map(FunctionView::of)
                .toList());
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Get a function")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "function-not-found")
    public FunctionView get(@PathParam("name") String name) {
        var function = functions.find(RegisteredFunction.requireName(name), RegisteredFunction.LATEST);
        if (function == null) {
            throw unknown(name);
        }
        return FunctionView.of(function);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register a function or change it",
            description = "A change counts for executions and invocations that start afterwards, except in published"
                    + " versions, which stay as they are.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FunctionRegistration.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FunctionView.class)))
    @APIResponse(responseCode = "400", description = "malformed-json, invalid-request")
    public FunctionView put(@PathParam("name") String name, byte[] body) {
        var function = Bodies.read(body, FunctionRegistration.class).as(name);
        tasks.prepare(function);
        functions.put(function);
        return FunctionView.of(function);
    }

    @DELETE
    @Path("{name}")
    @Operation(
            summary = "Forget a function",
            description =
                    "With all its versions and aliases. Its running executions wait until it is registered again –"
                            + " those of a version until that number is published again – or until they time out.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", description = "function-not-found")
    public Response delete(@PathParam("name") String name) {
        if (!functions.remove(RegisteredFunction.requireName(name))) {
            throw unknown(name);
        }
        return Response.noContent().build();
    }

    static ProblemException unknown(String function) {
        return new ProblemException(
                ProblemCode.FUNCTION_NOT_FOUND,
                "Expected a registered function, but found none of the name '%s'. GET /api/v1/functions lists them"
                        .formatted(function));
    }
}
