package dev.reprise.gateway.lambda;

import dev.reprise.core.Failure;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolLimits;

/** A body that is an error object, bare, and may be left out. */
final class ErrorObject {
    private ErrorObject() {}

    /**
     * Reads it.
     *
     * @throws Refusal when it is too large
     * @throws dev.reprise.workflow.protocol.ProtocolViolation when it is something else
     */
    static Failure read(byte[] body) {
        var failure = ProtocolJson.readFailure(body);
        if (ProtocolJson.writeFailure(failure).length > ProtocolLimits.FAILURE_BYTES) {
            throw AwsError.INVALID_PARAMETER_VALUE.refusal(
                    "Error object size must be less than or equal to " + ProtocolLimits.FAILURE_BYTES + " bytes.");
        }
        return failure;
    }
}
