package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.journal.InvocationOutcome;

/** What a function sent back, judged: an answer, or something that is none. */
public sealed interface JudgedOutput {
    /** An answer. */
    record Valid(InvocationOutput output) implements JudgedOutput {}

    /** Not an answer, but what a host writes of a function that threw; it is to be called again. */
    record Threw(Failure failure) implements JudgedOutput {}

    /** Not an answer; the execution fails with this. */
    record Invalid(Failure failure) implements JudgedOutput {}

    /**
     * What the journal records.
     *
     * @param seenChange the execution's change counter up to which the invocation has been told of changes
     */
    default InvocationOutcome outcome(long seenChange) {
        return switch (this) {
            case Valid valid -> valid.output().outcome(seenChange);
            case Threw threw -> new InvocationOutcome.Crashed(threw.failure());
            case Invalid invalid -> new InvocationOutcome.Invalid(invalid.failure());
        };
    }
}
