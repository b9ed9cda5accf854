package dev.reprise.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How an invocation ended. */
public sealed interface Outcome {
    /** The function answered, with whatever. */
    record Returned(byte[] body) implements Outcome {}

    /** The function failed: it said so, or Lambda says it for one that is gone. */
    record Failed(byte[] error) implements Outcome {
        /** In Lambda's words, for a process that could not say it. */
        static Failed of(Invocation invocation, String type, String message) {
            return new Failed("{\"errorType\":\"%s\",\"errorMessage\":\"RequestId: %s Error: %s\"}"
                    .formatted(type, invocation.id(), message)
                    .getBytes(UTF_8));
        }
    }

    /** All that may run at once runs already. */
    record Throttled() implements Outcome {}

    /** The outcome in words, for assertions and failing tests. */
    default String told() {
        return switch (this) {
            case Returned returned -> "returned " + new String(returned.body(), UTF_8);
            case Failed failed -> "failed " + new String(failed.error(), UTF_8);
            case Throttled ignored -> "throttled";
        };
    }
}
