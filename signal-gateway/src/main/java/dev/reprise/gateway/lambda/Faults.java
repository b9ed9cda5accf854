package dev.reprise.gateway.lambda;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.workflow.protocol.ProtocolViolation;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong with a call into one of AWS's errors. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /**
     * The answer to a call, or the error instead. Throws nothing.
     *
     * @param call what it is called in the log when it fails for a reason that nobody foresaw
     */
    static Answer answered(String call, Supplier<Answer> operation) {
        try {
            return operation.get();
        } catch (RuntimeException | Error fault) {
            return answer(call, fault);
        }
    }

    /** What a call that failed is answered with. */
    static Answer answer(String call, Throwable fault) {
        return switch (fault) {
            case Refusal refusal -> refusal.answer();
            case ProtocolViolation violation -> error(violation).answer(message(violation));
            case InvalidValue invalid -> AwsError.INVALID_PARAMETER_VALUE.answer(message(invalid));
            case QuarantinedExecution quarantined -> AwsError.RESOURCE_CONFLICT.answer(message(quarantined));
            case JournalUnavailable unavailable -> AwsError.UNAVAILABLE.answer(message(unavailable));
            default -> {
                LOG.error("A call of {} failed for a reason that nobody foresaw", call, fault);
                yield AwsError.SERVICE.answer("The log of the service says more");
            }
        };
    }

    private static AwsError error(ProtocolViolation violation) {
        return switch (violation.kind()) {
            case NOT_JSON -> AwsError.SERIALIZATION;
            case SHAPE -> AwsError.VALIDATION;
            case RULE -> AwsError.INVALID_PARAMETER_VALUE;
        };
    }

    private static String message(Throwable fault) {
        return String.valueOf(fault.getMessage());
    }
}
