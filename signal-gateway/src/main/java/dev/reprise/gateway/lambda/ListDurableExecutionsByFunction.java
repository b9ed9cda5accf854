package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.FunctionName;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.ListExecutions;
import dev.reprise.streams.ExecutionQuery;
import dev.reprise.workflow.protocol.JsonWriter;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists a function's executions, newest first unless asked otherwise. */
final class ListDurableExecutionsByFunction implements ApiOperation {
    private static final Pattern FUNCTION = Pattern.compile(
            "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
    private static final Pattern QUALIFIER = Pattern.compile("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]+");

    private final FunctionRegistry functions;
    private final ListExecutions list;
    private final ExecutionArns arns;

    ListDurableExecutionsByFunction(FunctionRegistry functions, ListExecutions list, ExecutionArns arns) {
        this.functions = functions;
        this.list = list;
        this.arns = arns;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var name = parameters.label("functionName", 256, FUNCTION);
        var qualifier = parameters.text("Qualifier", 128, QUALIFIER);
        var execution = parameters.text("DurableExecutionName", 64, NAME);
        var statuses = parameters.statuses();
        var startedAfter = parameters.time("StartedAfter");
        var startedBefore = parameters.time("StartedBefore");
        var order = parameters.flag("ReverseOrder", false)
                ? ExecutionQuery.Order.OLDEST_FIRST
                : ExecutionQuery.Order.NEWEST_FIRST;
        int maxItems = parameters.maxItems();
        parameters.requireShape();
        var function = FunctionName.parse(name, qualifier);
        requireKnown(function);
        var filter = new ListExecutions.Filter(
                Set.of(function.name()), execution, function.qualifier(), statuses, startedAfter, startedBefore);
        return switch (list.list(filter, order, maxItems, parameters.marker())) {
            case ListExecutions.Outcome.Page page -> Answer.ok(JsonWriter.message(out -> write(out, page)));
            case ListExecutions.Outcome.InvalidCursor ignored -> throw Parameters.invalidMarker();
        };
    }

    private void write(JsonWriter out, ListExecutions.Outcome.Page page) throws java.io.IOException {
        out.objects("DurableExecutions", page.executions(), new ExecutionJson(arns)::write);
        out.text("NextMarker", page.nextCursor());
    }

    private void requireKnown(FunctionName function) {
        boolean ours = (function.account() == null || function.account().equals(arns.account()))
                && (function.region() == null || function.region().equals(arns.region()));
        if (!ours || functions.find(function.name()) == null) {
            throw AwsError.RESOURCE_NOT_FOUND.refusal("Function not found: " + arns.function(function.name()));
        }
    }
}
