package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.StatePages;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.StatePage;
import java.util.regex.Pattern;

/** Running code reads the operations that did not fit into what it was invoked with. */
final class GetDurableExecutionState implements ApiOperation {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final int MAX_TOKEN_LENGTH = 2_048;

    private final NamedExecutions executions;
    private final StatePages pages;

    GetDurableExecutionState(NamedExecutions executions, StatePages pages) {
        this.executions = executions;
        this.pages = pages;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        var token = parameters.required("CheckpointToken", MAX_TOKEN_LENGTH, TOKEN);
        int maxItems = parameters.maxItems();
        parameters.requireShape();
        var execution = executions.find(arn);
        if (execution == null) {
            throw TokenRefusals.stale(request);
        }
        return switch (pages.read(execution, token, parameters.marker(), maxItems)) {
            case StatePages.Outcome.Found found ->
                Answer.ok(ProtocolJson.writeState(
                        new StatePage(found.page().operations(), found.page().nextMarker())));
            case StatePages.Outcome.StaleToken ignored -> throw TokenRefusals.stale(request);
            case StatePages.Outcome.OtherExecution ignored -> throw TokenRefusals.otherExecution();
            case StatePages.Outcome.InvalidMarker ignored -> throw Parameters.invalidMarker();
        };
    }
}
