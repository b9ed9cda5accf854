package dev.reprise.gateway.rest;

import dev.reprise.gateway.application.ReleaseExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way out of a quarantine. */
@Path("/api/v1/executions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Quarantine")
public class ReleaseResource {
    private final ReleaseExecution releases;

    ReleaseResource(ReleaseExecution releases) {
        this.releases = releases;
    }

    /**
     * An execution that is not quarantined.
     *
     * @param executionId which
     */
    @Schema(name = "ReleasedExecution")
    public record Released(String executionId) {}

    @POST
    @Path("release")
    @Operation(
            summary = "Release a quarantined execution",
            description = "What is sent to it counts again, timers that were due fire, and its code is invoked again if"
                    + " it was running. One that is not quarantined stays as it is. If the bug is still there, the"
                    + " next record that it hits quarantines the execution again.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public Released release(@PathParam("id") String id) {
        var execution = Parameters.executionId(id);
        if (!releases.release(execution)) {
            throw ExecutionsResource.unknown(execution);
        }
        return new Released(execution.toString());
    }
}
