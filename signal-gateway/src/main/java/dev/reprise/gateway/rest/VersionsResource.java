package dev.reprise.gateway.rest;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** The published versions of a function, which never change, and the aliases that stand for one of them. */
@Path("/api/v1/functions/{function}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Functions")
public class VersionsResource {
    private final FunctionRegistry functions;

    VersionsResource(FunctionRegistry functions) {
        this.functions = functions;
    }

    /**
     * The published versions of a function.
     *
     * @param versions the oldest first
     */
    @Schema(name = "VersionList")
    public record VersionList(List<FunctionView> versions) {}

    /**
     * A name for a version.
     *
     * @param alias the name
     * @param version what it stands for: a published version's number, or {@code $LATEST}
     */
    @Schema(name = "Alias")
    public record AliasView(String alias, String version) {
        static AliasView of(Alias alias) {
            return new AliasView(alias.name(), alias.version());
        }
    }

    /**
     * The aliases of a function.
     *
     * @param aliases by name
     */
    @Schema(name = "AliasList")
    public record AliasList(List<AliasView> aliases) {}

    /**
     * What an alias is to stand for.
     *
     * @param version a published version's number, or {@code $LATEST}
     */
    @Schema(name = "AliasTarget")
    public record AliasTarget(
            @Schema(required = true, examples = "1") @Nullable
            String version) {}

    @POST
    @Path("versions")
    @Operation(
            summary = "Publish a function as it is now",
            description = "The answer is the new version, or the newest one if nothing has changed since. Executions"
                    + " that are started with a version keep it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FunctionView.class)))
    @APIResponse(responseCode = "404", description = "function-not-found")
    public FunctionView publish(@PathParam("function") String function) {
        var published = functions.publish(RegisteredFunction.requireName(function));
        if (published == null) {
            throw FunctionsResource.unknown(function);
        }
        return FunctionView.of(published);
    }

    @GET
    @Path("versions")
    @Operation(summary = "List the published versions of a function")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "function-not-found")
    public VersionList versions(@PathParam("function") String function) {
        return new VersionList(
                all(function).published().stream().map(FunctionView::of).toList());
    }

    @GET
    @Path("versions/{version}")
    @Operation(summary = "Get a version of a function", description = "By its number, by an alias, or $LATEST.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "function-not-found, version-not-found")
    public FunctionView version(@PathParam("function") String function, @PathParam("version") String version) {
        all(function);
        var found = functions.find(function, version);
        if (found == null) {
            throw unknown(function, version);
        }
        return FunctionView.of(found);
    }

    @DELETE
    @Path("versions/{version}")
    @Operation(
            summary = "Forget a published version",
            description = "Executions that run with it wait until they time out or are stopped: its number is not given"
                    + " out again. A version that an alias stands for cannot be forgotten.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", description = "function-not-found, version-not-found")
    @APIResponse(responseCode = "409", description = "version-in-use")
    public Response deleteVersion(@PathParam("function") String function, @PathParam("version") String version) {
        for (var alias : all(function).aliases()) {
            if (alias.version().equals(version)) {
                return Problem.of(
                                ProblemCode.VERSION_IN_USE,
                                "Expected a version that no alias stands for, but %s stands for version %s of %s"
                                        .formatted(alias.name(), version, function))
                        .response();
            }
        }
        return removed(function, RegisteredFunction.requireVersion(version));
    }

    @GET
    @Path("aliases")
    @Operation(summary = "List the aliases of a function")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "function-not-found")
    public AliasList aliases(@PathParam("function") String function) {
        return new AliasList(all(function).aliases().stream().map(AliasView::of).toList());
    }

    @PUT
    @Path("aliases/{alias}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let an alias stand for a version",
            description = "Counts for executions that start afterwards; running ones keep their version.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AliasTarget.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AliasView.class)))
    @APIResponse(responseCode = "400", description = "malformed-json, invalid-request")
    @APIResponse(responseCode = "404", description = "function-not-found, version-not-found")
    public AliasView putAlias(@PathParam("function") String function, @PathParam("alias") String name, byte[] body) {
        var version = Bodies.read(body, AliasTarget.class).version();
        if (version == null) {
            throw new InvalidValue("Expected a member 'version' such as \"1\", but found none");
        }
        var alias = new Alias(name, version);
        all(function);
        if (functions.find(function, version) == null) {
            throw unknown(function, version);
        }
        functions.putAlias(function, alias);
        return AliasView.of(alias);
    }

    @DELETE
    @Path("aliases/{alias}")
    @Operation(summary = "Forget an alias", description = "Executions that were started by it keep their version.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", description = "function-not-found, version-not-found")
    public Response deleteAlias(@PathParam("function") String function, @PathParam("alias") String alias) {
        all(function);
        return removed(function, Alias.requireName(alias));
    }

    private Response removed(String function, String qualifier) {
        if (!functions.remove(function, qualifier)) {
            throw unknown(function, qualifier);
        }
        return Response.noContent().build();
    }

    private FunctionVersions all(String function) {
        var versions = functions.versions(RegisteredFunction.requireName(function));
        if (versions == null) {
            throw FunctionsResource.unknown(function);
        }
        return versions;
    }

    static ProblemException unknown(String function, String qualifier) {
        return new ProblemException(
                ProblemCode.VERSION_NOT_FOUND,
                "Expected a version or an alias of %s, but found none of the name '%s'. GET /api/v1/functions/%s/versions and …/aliases list them"
                        .formatted(
                                function,
                                qualifier.length() <= 80 ? qualifier : qualifier.substring(0, 80) + "…",
                                function));
    }
}
