package dev.reprise.workflow.engine;

import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.spi.CheckpointClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The invocation's line to the journal: each checkpoint uses up a token and brings the next. */
final class Session {
    private final CheckpointClient client;
    private final String executionArn;
    private @Nullable String token;

    Session(CheckpointClient client, InvocationEnvelope envelope) {
        this.client = client;
        this.executionArn = envelope.executionArn();
        this.token = envelope.checkpointToken();
    }

    /** All operations recorded so far; those that did not fit into the envelope are fetched. */
    List<Operation> recorded(InvocationEnvelope envelope) {
        return withFurtherPages(envelope.operations(), envelope.nextMarker());
    }

    /**
     * Records updates, or asks for news when there are none.
     *
     * @return the operations that changed, or null when this invocation must stop
     */
    @Nullable
    List<Operation> checkpoint(List<OperationUpdate> updates) {
        var now = token;
        if (now == null) {
            return null;
        }
        var clientToken = UUID.randomUUID().toString();
        var response = client.checkpoint(executionArn, new CheckpointRequest(now, clientToken, updates));
        token = response.checkpointToken();
        return token == null ? null : withFurtherPages(response.operations(), response.nextMarker());
    }

    private List<Operation> withFurtherPages(List<Operation> first, @Nullable String nextMarker) {
        if (nextMarker == null || token == null) {
            return first;
        }
        var all = new ArrayList<>(first);
        for (var marker = nextMarker; marker != null; ) {
            var page = client.state(executionArn, token, marker);
            all.addAll(page.operations());
            marker = page.nextMarker();
        }
        return all;
    }
}
