package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.HistoryPages;
import dev.reprise.workflow.protocol.JsonWriter;

/** Shows what happened to an execution, event by event. */
final class GetDurableExecutionHistory implements ApiOperation {
    private final NamedExecutions executions;
    private final HistoryPages history;

    GetDurableExecutionHistory(NamedExecutions executions, HistoryPages history) {
        this.executions = executions;
        this.history = history;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        var json = new EventJson(arn.id(), parameters.flag("IncludeExecutionData", true));
        var order = parameters.flag("ReverseOrder", false)
                ? HistoryPages.Order.NEWEST_FIRST
                : HistoryPages.Order.OLDEST_FIRST;
        int maxItems = parameters.maxItems();
        parameters.requireShape();
        return switch (history.read(executions.require(arn), order, maxItems, parameters.marker())) {
            case HistoryPages.Outcome.Page page ->
                Answer.ok(JsonWriter.message(out -> {
                    out.objects("Events", page.events(), json::write);
                    out.text("NextMarker", page.nextMarker());
                }));
            case HistoryPages.Outcome.UnknownExecution ignored -> throw NamedExecutions.notFound(arn);
            case HistoryPages.Outcome.InvalidMarker ignored -> throw Parameters.invalidMarker();
        };
    }
}
