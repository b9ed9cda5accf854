package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.StartExecution;
import dev.reprise.workflow.protocol.ProtocolLimits;

/** How a function is invoked. */
enum InvocationType {
    /** The caller waits for the result. */
    REQUEST_RESPONSE("RequestResponse", StartExecution.MAX_INPUT_BYTES),
    /** The caller does not wait. */
    EVENT("Event", ProtocolLimits.CALL_INPUT_BYTES),
    /** The caller wants to know whether it could be invoked, and no more. */
    DRY_RUN("DryRun", StartExecution.MAX_INPUT_BYTES);

    private final String text;
    private final int maxPayloadBytes;

    InvocationType(String text, int maxPayloadBytes) {
        this.text = text;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /** The largest payload. */
    int maxPayloadBytes() {
        return maxPayloadBytes;
    }

    /** As the protocol writes it. */
    @Override
    public String toString() {
        return text;
    }
}
