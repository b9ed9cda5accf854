package dev.reprise.workflow.protocol;

import dev.reprise.core.OperationId;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a function is invoked with, while it is being read. */
final class EnvelopeReader {
    private @Nullable String executionArn;
    private @Nullable String checkpointToken;
    private StateReader state = new StateReader();
    private List<String> updated = List.of();

    private EnvelopeReader() {}

    static InvocationEnvelope read(JsonReader in) throws IOException {
        var envelope = new EnvelopeReader();
        in.object(name -> envelope.member(in, name));
        in.require("durableExecutionArn", envelope.executionArn);
        in.require("checkpointToken", envelope.checkpointToken);
        in.requireShape();
        return envelope.envelope();
    }

    private void member(JsonReader in, String name) throws IOException {
        switch (name) {
            case "DurableExecutionArn" -> executionArn = in.text();
            case "CheckpointToken" -> checkpointToken = in.text();
            case "InitialExecutionState" -> state = StateReader.read(in, TimeFormat.EPOCH_MILLIS);
            case "UpdatedOperationIds" -> updated = in.list(() -> in.text(1, 64, Alphabet.WORD));
            default -> in.skip();
        }
    }

    private InvocationEnvelope envelope() {
        var page = state.page();
        return new InvocationEnvelope(
                Objects.requireNonNull(executionArn),
                Objects.requireNonNull(checkpointToken),
                page.operations(),
                page.nextMarker(),
                updated.stream().map(OperationId::new).toList());
    }
}
