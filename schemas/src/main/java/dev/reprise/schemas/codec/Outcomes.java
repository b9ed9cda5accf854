package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.bytes;
import static dev.reprise.schemas.codec.Scalars.payloadOrNull;

import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.schemas.avro.outcome.Crashed;
import dev.reprise.schemas.avro.outcome.Invalid;
import dev.reprise.schemas.avro.outcome.Returned;
import dev.reprise.schemas.avro.outcome.Suspended;
import dev.reprise.schemas.avro.outcome.Threw;

/** How an invocation ended. */
final class Outcomes {
    private Outcomes() {}

    static Object toAvro(InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Suspended o -> new Suspended(o.seenChange());
            case InvocationOutcome.Succeeded o -> new Returned(bytes(o.result()));
            case InvocationOutcome.Failed o -> new Threw(SharedTypes.toAvro(o.failure()));
            case InvocationOutcome.Crashed o -> new Crashed(SharedTypes.toAvro(o.failure()));
            case InvocationOutcome.Invalid o -> new Invalid(SharedTypes.toAvro(o.failure()));
        };
    }

    static InvocationOutcome fromAvro(Object outcome) {
        return switch (outcome) {
            case Suspended o -> new InvocationOutcome.Suspended(o.getSeenChange());
            case Returned o -> new InvocationOutcome.Succeeded(payloadOrNull(o.getResult()));
            case Threw o -> new InvocationOutcome.Failed(SharedTypes.fromAvro(o.getFailure()));
            case Crashed o -> new InvocationOutcome.Crashed(SharedTypes.fromAvro(o.getFailure()));
            case Invalid o -> new InvocationOutcome.Invalid(SharedTypes.fromAvro(o.getFailure()));
            default -> throw SharedTypes.unmapped(outcome);
        };
    }
}
