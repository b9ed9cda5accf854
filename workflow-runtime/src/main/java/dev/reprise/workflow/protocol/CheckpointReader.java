package dev.reprise.workflow.protocol;

import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A checkpoint or its answer, while it is being read. */
final class CheckpointReader {
    private @Nullable String checkpointToken;
    private @Nullable String clientToken;
    private List<UpdateReader> updates = List.of();
    private StateReader state = new StateReader();

    private CheckpointReader() {}

    static CheckpointReader read(JsonReader in) throws IOException {
        return read(in, name -> in.skip());
    }

    /** The same, with members that are none of the checkpoint itself. */
    static CheckpointReader read(JsonReader in, JsonReader.Members others) throws IOException {
        var request = new CheckpointReader();
        in.object(name -> {
            switch (name) {
                case "CheckpointToken" -> request.checkpointToken = in.text(1, 2048, Alphabet.BASE64);
                case "ClientToken" -> request.clientToken = in.text(1, 64, Alphabet.VISIBLE);
                case "Updates" -> request.updates = UpdateReader.readList(in);
                default -> others.read(name);
            }
        });
        in.require("checkpointToken", request.checkpointToken);
        in.requireShape();
        return request;
    }

    /** Whether it only asks for news. */
    boolean isPoll() {
        return updates.isEmpty();
    }

    /** The checkpoint, if it breaks no rule. */
    CheckpointRequest request(Function<String, InvokeTarget> resolver) {
        var read = new ArrayList<OperationUpdate>(updates.size());
        for (var update : updates) {
            read.add(update.update(resolver));
        }
        return new CheckpointRequest(Objects.requireNonNull(checkpointToken), clientToken, read);
    }

    static CheckpointResponse readResponse(JsonReader in) throws IOException {
        var response = new CheckpointReader();
        in.object(name -> {
            switch (name) {
                case "CheckpointToken" -> response.checkpointToken = in.text();
                case "NewExecutionState" -> response.state = StateReader.read(in, TimeFormat.EPOCH_SECONDS);
                default -> in.skip();
            }
        });
        in.requireShape();
        var page = response.state.page();
        return new CheckpointResponse(response.checkpointToken, page.operations(), page.nextMarker());
    }
}
