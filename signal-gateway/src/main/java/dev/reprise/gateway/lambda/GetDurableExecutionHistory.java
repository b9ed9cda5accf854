package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.HistoryPages;
import dev.reprise.gateway.security.Role;
import dev.reprise.workflow.protocol.JsonWriter;

/** Shows what happened to an execution, event by event. */
final class GetDurableExecutionHistory implements ApiOperation {
    private final NamedExecutions executions;
    private final HistoryPages history;
    private final ChildArns children;

    GetDurableExecutionHistory(NamedExecutions executions, HistoryPages history, ChildArns children) {
        this.executions = executions;
        this.history = history;
        this.children = children;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        boolean withData = parameters.flag("IncludeExecutionData", true);
        var order = parameters.flag("ReverseOrder", false)
                ? HistoryPages.Order.NEWEST_FIRST
                : HistoryPages.Order.OLDEST_FIRST;
        int maxItems = parameters.maxItems();
        parameters.requireShape();
        var execution = executions.require(arn);
        var json = new EventJson(execution, children, withData, mayAnswerCallbacks(request, arn));
        return switch (history.read(execution, order, maxItems, parameters.marker())) {
            case HistoryPages.Outcome.Page page ->
                Answer.ok(JsonWriter.message(out -> {
                    out.objects("Events", page.events(), json::write);
                    out.text("NextMarker", page.nextMarker());
                }));
            case HistoryPages.Outcome.UnknownExecution ignored -> throw NamedExecutions.notFound(arn);
            case HistoryPages.Outcome.InvalidMarker ignored -> throw Parameters.invalidMarker();
        };
    }

    /** Whoever has a callback's id may answer it, so those who may only read are not told it. */
    private static boolean mayAnswerCallbacks(ApiRequest request, ExecutionArn arn) {
        return request.requester().grants().allow(Role.OPERATE, arn.function());
    }
}
