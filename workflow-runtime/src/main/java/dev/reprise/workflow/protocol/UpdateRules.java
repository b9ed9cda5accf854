package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.workflow.protocol.ProtocolViolation.Kind;
import dev.reprise.workflow.protocol.UpdateReader.Action;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules for a single update that need no state. The sentences are the protocol's. */
final class UpdateRules {
    private UpdateRules() {}

    static ProtocolViolation invalidAction() {
        return violation("Invalid action for the given operation type.");
    }

    static void requireStart(Action action) {
        if (action != Action.START) {
            throw invalidAction();
        }
    }

    /** An update has a result or a failure as its action says. */
    static void requireOutcome(Action action, @Nullable Payload payload, @Nullable Failure failure) {
        switch (action) {
            case SUCCEED -> {
                if (failure != null) {
                    throw violation("Cannot provide an Error for SUCCEED action.");
                }
            }
            case FAIL -> {
                if (payload != null) {
                    throw violation("Cannot provide a Payload for FAIL action.");
                }
            }
            case RETRY -> {
                if (payload != null && failure != null) {
                    throw violation("Cannot provide both error and payload to RETRY a STEP.");
                }
            }
            case START, CANCEL -> {
                // neither has an outcome; one that is given all the same is ignored
            }
        }
        if (failure != null && ProtocolJson.writeFailure(failure).length > ProtocolLimits.FAILURE_BYTES) {
            throw violation(
                    "Error object size must be less than or equal to " + ProtocolLimits.FAILURE_BYTES + " bytes.");
        }
    }

    static void requireStepOptions(boolean present, boolean wanted) {
        if (present != wanted) {
            throw violation("Invalid StepOptions for the given action.");
        }
    }

    static void requireResult(String type, @Nullable Payload payload) {
        if (payload != null && payload.size() > ProtocolLimits.RESULT_BYTES) {
            throw violation(type + " output payload size must be less than or equal to " + ProtocolLimits.RESULT_BYTES
                    + " bytes.");
        }
    }

    static void requireCallInput(@Nullable Payload payload) {
        if (payload != null && payload.size() > ProtocolLimits.CALL_INPUT_BYTES) {
            throw violation("CHAINED_INVOKE input payload size must be less than or equal to "
                    + ProtocolLimits.CALL_INPUT_BYTES + " bytes.");
        }
    }

    static String requireFunction(@Nullable String function) {
        if (function == null) {
            throw violation("Update for CHAINED_INVOKE operation requires ChainedInvokeOptions.");
        }
        return function;
    }

    static Duration requireDelay(@Nullable Duration seconds, @Nullable Duration millis) {
        return requireEither(seconds, millis, "Invalid StepOptions for the given action.");
    }

    static Duration requireWait(@Nullable Duration seconds, @Nullable Duration millis) {
        return requireEither(seconds, millis, "Update for WAIT operation requires WaitOptions.");
    }

    private static Duration requireEither(@Nullable Duration seconds, @Nullable Duration millis, String sentence) {
        if (millis != null) {
            return millis;
        }
        if (seconds == null) {
            throw violation(sentence);
        }
        return seconds;
    }

    private static ProtocolViolation violation(String sentence) {
        return new ProtocolViolation(Kind.RULE, sentence);
    }
}
