package dev.reprise.gateway.application;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import org.jspecify.annotations.Nullable;

/** How many bytes something takes in a message of JSON, estimated from above. */
final class MessageSize {
    /** Names, ids and times, generously. */
    private static final int FRAME_BYTES = 1_024;

    private MessageSize() {}

    static long of(Operation operation) {
        var details = operation.details();
        long size = FRAME_BYTES + of(details.result()) + of(details.failure());
        return details instanceof ExecutionDetails execution ? size + of(execution.input()) : size;
    }

    static long of(HistoryEvent event) {
        var happening = event.event();
        return FRAME_BYTES + of(happening.input()) + of(happening.result()) + of(happening.failure());
    }

    private static long of(@Nullable Failure failure) {
        return failure == null ? 0 : 2 * failure.size();
    }

    /** The size as text within JSON, where quotes and what is not printable grow. */
    private static long of(@Nullable Payload payload) {
        if (payload == null) {
            return 0;
        }
        long size = payload.size();
        for (byte b : payload.utf8()) {
            if (b == '"' || b == '\\') {
                size++;
            } else if (b >= 0 && b < 0x20) {
                size += 5;
            }
        }
        return size;
    }
}
