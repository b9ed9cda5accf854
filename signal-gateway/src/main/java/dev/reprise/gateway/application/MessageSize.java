package dev.reprise.gateway.application;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationRef;
import org.jspecify.annotations.Nullable;

/** How many bytes something takes in a message of JSON, estimated from above. */
final class MessageSize {
    /** What stands around names, ids, payloads and failures of an operation: members, times and numbers. */
    private static final int OPERATION_FRAME_BYTES = 400;

    /** The same of a history event, names and ids among it. */
    private static final int EVENT_FRAME_BYTES = 1_024;

    private MessageSize() {}

    static long of(Operation operation) {
        var details = operation.details();
        long size = OPERATION_FRAME_BYTES + of(operation.ref()) + of(details.result()) + of(details.failure());
        return switch (details) {
            case ExecutionDetails execution -> size + of(execution.input());
            case CallbackDetails callback -> size + length(callback.callbackId());
            default -> size;
        };
    }

    static long of(HistoryEvent event) {
        var happening = event.event();
        return EVENT_FRAME_BYTES + of(happening.input()) + of(happening.result()) + of(happening.failure());
    }

    /** Only the name may have characters that grow. */
    private static long of(OperationRef ref) {
        return ref.id().value().length()
                + (ref.parent() == null ? 0 : ref.parent().value().length())
                + 2L * length(ref.name())
                + length(ref.subType());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
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
