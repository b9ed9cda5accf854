package dev.reprise.workflow.protocol;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of operations while it is being read. */
final class StateReader {
    private List<OperationReader> operations = List.of();
    private @Nullable String nextMarker;

    static StateReader read(JsonReader in, TimeFormat times) throws IOException {
        var state = new StateReader();
        in.object(name -> {
            switch (name) {
                case "Operations" -> state.operations = OperationReader.readList(in, times);
                case "NextMarker" -> state.nextMarker = in.text();
                default -> in.skip();
            }
        });
        return state;
    }

    /** The page; an empty marker means the same as none. */
    StatePage page() {
        var marker = nextMarker;
        return new StatePage(
                OperationReader.operations(operations), marker == null || marker.isEmpty() ? null : marker);
    }
}
