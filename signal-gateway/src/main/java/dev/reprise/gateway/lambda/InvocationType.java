package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.StartExecution;
import dev.reprise.workflow.protocol.ProtocolLimits;

/** How a function is invoked. */
enum InvocationType {
    /** The caller waits for the result. */
    REQUEST_RESPONSE("RequestResponse", StartExecution.MAX_INPUT_BYTES, ProtocolLimits.OUTPUT_BYTES),
    /** The caller does not wait. */
    EVENT("Event", ProtocolLimits.CALL_INPUT_BYTES, ProtocolLimits.ASYNC_OUTPUT_BYTES),
    /** The caller wants to know whether it could be invoked, and no more. */
    DRY_RUN("DryRun", StartExecution.MAX_INPUT_BYTES, ProtocolLimits.OUTPUT_BYTES);

    private final String text;
    private final int maxPayloadBytes;
    private final int maxResultBytes;

    InvocationType(String text, int maxPayloadBytes, int maxResultBytes) {
        this.text = text;
        this.maxPayloadBytes = maxPayloadBytes;
        this.maxResultBytes = maxResultBytes;
    }

    /** The largest payload. */
    int maxPayloadBytes() {
        return maxPayloadBytes;
    }

    /** The largest result of an execution that is started so. */
    int maxResultBytes() {
        return maxResultBytes;
    }

    /** As the protocol writes it. */
    @Override
    public String toString() {
        return text;
    }
}
