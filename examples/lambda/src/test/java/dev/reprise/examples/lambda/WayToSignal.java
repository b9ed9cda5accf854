package dev.reprise.examples.lambda;

import dev.reprise.lambda.LiveNode;

/** How somebody outside tells an execution something. */
interface WayToSignal {
    /**
     * Sends a signal.
     *
     * @param json its content
     */
    void send(LiveNode node, String function, String executionId, String signal, String json);

    /** Our own API. */
    record RestApi() implements WayToSignal {
        @Override
        public void send(LiveNode node, String function, String executionId, String signal, String json) {
            node.ok("POST", "/api/v1/executions/%s/signals/%s".formatted(executionId, signal), json);
        }
    }

    /** Lambda's Invoke, with a payload that is a signal. */
    record Invoke() implements WayToSignal {
        @Override
        public void send(LiveNode node, String function, String executionId, String signal, String json) {
            node.ok(
                    "POST",
                    "/2015-03-31/functions/%s/invocations?Qualifier=$LATEST".formatted(function),
                    "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":\"%s\",\"payload\":%s}}"
                            .formatted(executionId, signal, json));
        }
    }
}
