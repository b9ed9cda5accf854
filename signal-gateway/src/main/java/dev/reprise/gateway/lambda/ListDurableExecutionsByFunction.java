package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.FunctionName;
import dev.reprise.gateway.application.ListExecutions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.streams.ExecutionQuery;
import dev.reprise.workflow.protocol.JsonWriter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists a function's executions, newest first unless asked otherwise. */
final class ListDurableExecutionsByFunction implements ApiOperation {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]+");

    private final NamedFunctions functions;
    private final ListExecutions list;
    private final ExecutionArns arns;

    ListDurableExecutionsByFunction(NamedFunctions functions, ListExecutions list, ExecutionArns arns) {
        this.functions = functions;
        this.list = list;
        this.arns = arns;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var written = NamedFunctions.Written.in(parameters);
        var execution = parameters.text("DurableExecutionName", 64, NAME);
        var statuses = parameters.statuses();
        var startedAfter = parameters.time("StartedAfter");
        var startedBefore = parameters.time("StartedBefore");
        var order = parameters.flag("ReverseOrder", false)
                ? ExecutionQuery.Order.OLDEST_FIRST
                : ExecutionQuery.Order.NEWEST_FIRST;
        int maxItems = parameters.maxItems();
        parameters.requireShape();
        var function = written.name();
        var filter = new ListExecutions.Filter(
                Set.of(function.name()), execution, version(function), statuses, startedAfter, startedBefore);
        return switch (list.list(filter, order, maxItems, parameters.marker())) {
            case ListExecutions.Outcome.Page page -> Answer.ok(JsonWriter.message(out -> write(out, page)));
            case ListExecutions.Outcome.InvalidCursor ignored -> throw Parameters.invalidMarker();
        };
    }

    private void write(JsonWriter out, ListExecutions.Outcome.Page page) throws java.io.IOException {
        out.objects("DurableExecutions", page.executions(), new ExecutionJson(arns)::write);
        out.text("NextMarker", page.nextCursor());
    }

    /** An alias stands for its version; a version may be one that was removed, since its executions are still there. */
    private @Nullable String version(FunctionName function) {
        functions.requireAll(function);
        var qualifier = function.qualifier();
        return qualifier == null || RegisteredFunction.isPublished(qualifier)
                ? qualifier
                : functions.require(function).version();
    }
}
