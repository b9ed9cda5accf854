package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.workflow.protocol.JudgedOutput;

/** How calling a function went. */
sealed interface FunctionAnswer {
    /** It answered something. */
    record Answered(JudgedOutput output) implements FunctionAnswer {}

    /** It did not answer, or with an error of its host; it is to be called again after a pause. */
    record Crashed(Failure failure) implements FunctionAnswer {}

    /** A function that could not be called or did not answer. */
    static Crashed crashed(String type, String message) {
        return new Crashed(Failure.of(type, message));
    }

    /**
     * What the journal records.
     *
     * @param seenChange the change counter up to which the invocation has been told of changes
     */
    default InvocationOutcome outcome(long seenChange) {
        return switch (this) {
            case Answered answered -> answered.output().outcome(seenChange);
            case Crashed crashed -> new InvocationOutcome.Crashed(crashed.failure());
        };
    }
}
