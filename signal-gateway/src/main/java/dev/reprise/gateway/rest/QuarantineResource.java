package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.Quarantine;
import dev.reprise.gateway.security.Role;
import dev.reprise.streams.Journal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The executions that a bug of the service has hit. */
@Path("/api/v1/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Quarantine")
public class QuarantineResource {
    private final Journal journal;
    private final CurrentRequester requester;

    QuarantineResource(Journal journal, CurrentRequester requester) {
        this.journal = journal;
        this.requester = requester;
    }

    /**
     * A quarantined execution.
     *
     * @param executionId its id
     * @param function whose execution it is; absent when that cannot be read
     * @param name what callers know it by; absent when that cannot be read
     * @param started whether it ever started; if not, its release frees its name
     * @param quarantine why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuarantinedExecution")
    public record Quarantined(
            String executionId,
            @Nullable String function,
            @Nullable String name,
            boolean started,
            QuarantineView quarantine) {}

    /**
     * All quarantined executions.
     *
     * @param executions longest quarantined first
     */
    @Schema(name = "QuarantineList")
    public record QuarantineList(List<Quarantined> executions) {}

    @GET
    @Operation(
            summary = "List quarantined executions",
            description = "Those of this node: a record about each could not be taken in, and nothing about it counts"
                    + " until it is released. There are none unless the service has a bug.")
    @APIResponse(responseCode = "200")
    public QuarantineList list() {
        return new QuarantineList(journal.quarantined().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().poison().at()))
                .map(this::shown)
                .filter(this::mayBeSeen)
                .toList());
    }

    /** One whose function cannot be read is shown to those who may see all. */
    private boolean mayBeSeen(Quarantined execution) {
        var grants = requester.grants();
        return execution.function() == null
                ? grants.allowEverywhere(Role.READ)
                : grants.allow(Role.READ, execution.function());
    }

    private Quarantined shown(Map.Entry<ExecutionId, Quarantine> entry) {
        var header = journal.execution(entry.getKey());
        var poison = entry.getValue().poison();
        ExecutionKey key = header == null ? poison.name() : header.key();
        return new Quarantined(
                entry.getKey().toString(),
                key == null ? null : key.function(),
                key == null ? null : key.name(),
                header != null,
                QuarantineView.of(entry.getValue()));
    }
}
