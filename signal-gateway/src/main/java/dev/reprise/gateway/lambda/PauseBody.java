package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.PauseExecution;
import dev.reprise.workflow.protocol.Alphabet;
import dev.reprise.workflow.protocol.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What pausing and resuming have in common: the body, which may be left out, and the answer. Its {@code ClientToken} is of
 * no use here, for asking twice is like asking once.
 *
 * @param executionTimeoutPaused whether the execution's timeout is to stand still
 * @param reason why, absent for none
 */
record PauseBody(boolean executionTimeoutPaused, @Nullable String reason) {
    /** The members, while they are being read. */
    private static final class Members {
        private boolean executionTimeoutPaused;
        private @Nullable String reason;

        PauseBody read(JsonReader in) throws IOException {
            in.object(name -> {
                switch (name) {
                    case "ExecutionTimeoutPaused" -> executionTimeoutPaused = in.flag();
                    case "Reason" -> reason = in.text(0, PauseExecution.MAX_REASON, null);
                    case "ClientToken" -> in.text(1, 64, Alphabet.VISIBLE);
                    default -> in.skip();
                }
            });
            in.requireShape();
            return new PauseBody(executionTimeoutPaused, reason);
        }
    }

    static PauseBody read(byte[] body) {
        return body.length == 0 ? new PauseBody(false, null) : JsonReader.message(body, new Members()::read);
    }

    static Answer answer(ExecutionArn arn, PauseExecution.Outcome outcome) {
        return switch (outcome) {
            case PauseExecution.Outcome.Done ignored -> Answer.done();
            case PauseExecution.Outcome.Ended ended ->
                AwsError.RESOURCE_CONFLICT.answer(
                        "Expected an execution that runs or is paused, but this one has ended: " + ended.status());
            case PauseExecution.Outcome.UnknownExecution ignored -> throw NamedExecutions.notFound(arn);
        };
    }
}
