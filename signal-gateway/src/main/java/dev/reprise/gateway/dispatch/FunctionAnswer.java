package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import dev.reprise.workflow.protocol.JudgedOutput;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.time.Duration;

/** How calling a function went. */
sealed interface FunctionAnswer {
    /**
     * It was turned away before any code ran; the same invocation is to be tried again, and nothing is recorded of this try.
     *
     * @param pause how long to wait before, more than zero
     */
    record NotTaken(Duration pause) implements FunctionAnswer {}

    /** It was tried, and this is what came of it. */
    sealed interface Given extends FunctionAnswer {
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

    /** It answered something. */
    record Answered(JudgedOutput output) implements Given {}

    /** It did not answer, or with an error of its host; it is to be called again after a pause. */
    record Crashed(Failure failure) implements Given {}

    /** What a host of functions answered, judged as the output of a durable function. */
    static Given of(Answer answer) {
        return switch (answer) {
            case Answer.Returned returned ->
                new Answered(ProtocolJson.readOutput(returned.body(), ProtocolLimits.OUTPUT_BYTES));
            case Answer.Failed failed -> new Crashed(failed.failure());
        };
    }

    /** A function that could not be called or did not answer. */
    static Crashed crashed(String type, String message) {
        return new Crashed(Failure.of(type, message));
    }
}
