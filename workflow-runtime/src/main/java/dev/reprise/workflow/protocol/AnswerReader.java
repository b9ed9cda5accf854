package dev.reprise.workflow.protocol;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to one checkpoint of a batch while it is being read. */
final class AnswerReader {
    private @Nullable Integer status;
    private @Nullable String errorType;
    private @Nullable String checkpointToken;
    private StateReader state = new StateReader();
    private String message = "";

    static CheckpointAnswer read(JsonReader in) throws IOException {
        var answer = new AnswerReader();
        in.object(name -> {
            switch (name) {
                case "Status" -> answer.status = (int) in.number(100, 599);
                case "ErrorType" -> answer.errorType = in.text();
                case "Body" -> in.object(member -> answer.body(in, member));
                default -> in.skip();
            }
        });
        in.require("status", answer.status);
        in.requireShape();
        return answer.answer(answer.status == null ? 0 : answer.status);
    }

    /** Whether it is that of an error, the status says, which may come behind it. */
    private void body(JsonReader in, String name) throws IOException {
        switch (name) {
            case "CheckpointToken" -> checkpointToken = in.text();
            case "NewExecutionState" -> state = StateReader.read(in, TimeFormat.EPOCH_SECONDS);
            case "message", "Message" -> message = in.text();
            default -> in.skip();
        }
    }

    private CheckpointAnswer answer(int found) {
        if (found != 200) {
            return new CheckpointAnswer(found, errorType, message, null);
        }
        var page = state.page();
        return CheckpointAnswer.of(new CheckpointResponse(checkpointToken, page.operations(), page.nextMarker()));
    }
}
