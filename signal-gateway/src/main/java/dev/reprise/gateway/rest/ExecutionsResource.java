package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.HistoryPages;
import dev.reprise.gateway.application.ListExecutions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.security.Role;
import dev.reprise.streams.ExecutionQuery;
import dev.reprise.streams.Journal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What executions look like: lists, single ones, their history and operations. */
@Path("/api/v1/executions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Executions")
public class ExecutionsResource {
    private static final int USUAL_LIMIT = 50;

    private final Journal journal;
    private final DescribeExecution describe;
    private final HistoryPages history;
    private final ListExecutions list;
    private final PublicUrl publicUrl;
    private final CurrentRequester requester;

    ExecutionsResource(
            Journal journal,
            DescribeExecution describe,
            HistoryPages history,
            ListExecutions list,
            PublicUrl publicUrl,
            CurrentRequester requester) {
        this.journal = journal;
        this.describe = describe;
        this.history = history;
        this.list = list;
        this.publicUrl = publicUrl;
        this.requester = requester;
    }

    /**
     * A page of executions.
     *
     * @param executions newest first
     * @param nextCursor where the next page begins; absent for the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ExecutionPage")
    public record ExecutionPage(
            List<ExecutionView> executions, @Nullable String nextCursor) {}

    /**
     * A page of history.
     *
     * @param events oldest first
     * @param nextCursor where the next page begins; absent for the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HistoryPage")
    public record HistoryPage(
            List<HistoryEventView> events, @Nullable String nextCursor) {}

    /**
     * An execution's operations.
     *
     * @param operations by first appearance
     */
    @Schema(name = "OperationList")
    public record OperationList(List<OperationView> operations) {}

    @GET
    @Operation(
            summary = "List executions, newest first",
            description = "Without a function: of all that are registered. Parameters may be repeated.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "400", description = "invalid-request, invalid-cursor")
    public ExecutionPage list(
            @QueryParam("function") List<String> functions,
            @Parameter(schema = @Schema(implementation = ExecutionStatus.class)) @QueryParam("status")
                    List<String> statuses,
            @Parameter(description = "Exclusive, such as 2026-01-31T12:00:00Z") @QueryParam("startedAfter") @Nullable
                    String startedAfter,
            @Parameter(description = "Exclusive") @QueryParam("startedBefore") @Nullable String startedBefore,
            @Parameter(description = "1 to 1000; 50 unless said otherwise") @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new ListExecutions.Filter(
                functions.stream().map(RegisteredFunction::requireName).collect(Collectors.toSet()),
                null,
                null,
                statuses.stream()
                        .map(status -> Parameters.word("status", status, ExecutionStatus.class))
                        .collect(Collectors.toSet()),
                Parameters.instant("startedAfter", startedAfter),
                Parameters.instant("startedBefore", startedBefore));
        var grants = requester.grants();
        return switch (list.list(
                filter,
                function -> grants.allow(Role.READ, function),
                ExecutionQuery.Order.NEWEST_FIRST,
                limit(limit),
                cursor)) {
            case ListExecutions.Outcome.Page page -> {
                var quarantined = journal.quarantined();
                yield new ExecutionPage(
                        page.executions().stream()
                                .map(header -> ExecutionView.of(header, quarantined.get(header.id())))
                                .toList(),
                        page.nextCursor());
            }
            case ListExecutions.Outcome.InvalidCursor ignored -> throw invalidCursor();
        };
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get an execution")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public ExecutionView get(@PathParam("id") String id) {
        var execution = Parameters.executionId(id);
        var described = describe.describe(execution);
        if (described == null) {
            throw unknown(execution);
        }
        return ExecutionView.of(described);
    }

    @GET
    @Path("{id}/history")
    @Operation(summary = "Get an execution's history, oldest first")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "400", description = "invalid-request, invalid-cursor")
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public HistoryPage history(
            @PathParam("id") String id,
            @Parameter(description = "1 to 1000; 50 unless said otherwise") @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var execution = Parameters.executionId(id);
        return switch (history.read(execution, HistoryPages.Order.OLDEST_FIRST, limit(limit), cursor)) {
            case HistoryPages.Outcome.Page page -> {
                boolean withCallbackIds = mayAnswerCallbacksOf(execution);
                yield new HistoryPage(
                        page.events().stream()
                                .map(HistoryEventView::of)
                                .map(event -> withCallbackIds ? event : event.withoutCallbackId())
                                .toList(),
                        page.nextMarker());
            }
            case HistoryPages.Outcome.UnknownExecution unknown -> throw unknown(unknown.execution());
            case HistoryPages.Outcome.InvalidMarker ignored -> throw invalidCursor();
        };
    }

    @GET
    @Path("{id}/operations")
    @Operation(
            summary = "Get an execution's operations, by first appearance",
            description = "With open=true only what it may wait for, callbacks with the address that answers them,"
                    + " unless the caller may only read.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "execution-not-found")
    public OperationList operations(
            @PathParam("id") String id, @QueryParam("open") @DefaultValue("false") String open) {
        var execution = Parameters.executionId(id);
        if (journal.execution(execution) == null) {
            throw unknown(execution);
        }
        boolean onlyOpen = Boolean.parseBoolean(open);
        boolean withCallbackIds = mayAnswerCallbacksOf(execution);
        return new OperationList(journal.operations(execution).stream()
                .skip(1) // the execution itself
                .filter(operation -> !onlyOpen || !operation.status().isTerminal())
                .map(operation -> OperationView.of(operation, withCallbackIds ? publicUrl.url() : null))
                .toList());
    }

    /** Whoever has a callback's id may answer it, so those who may only read are not told it. */
    private boolean mayAnswerCallbacksOf(ExecutionId id) {
        var grants = requester.grants();
        if (grants.allowEverywhere(Role.OPERATE)) {
            return true;
        }
        var execution = journal.execution(id);
        return execution != null && grants.allow(Role.OPERATE, execution.key().function());
    }

    private static int limit(@Nullable String limit) {
        return Parameters.number("limit", limit, USUAL_LIMIT, 1, ListExecutions.MAX_LIMIT);
    }

    private static ProblemException invalidCursor() {
        return new ProblemException(
                ProblemCode.INVALID_CURSOR,
                "Expected the nextCursor of the page before, with the same other parameters, but found another text");
    }

    static ProblemException unknown(ExecutionId id) {
        return new ProblemException(
                ProblemCode.EXECUTION_NOT_FOUND,
                "Expected an execution, but found none with the id %s; or it was purged after its retention"
                        .formatted(id));
    }
}
