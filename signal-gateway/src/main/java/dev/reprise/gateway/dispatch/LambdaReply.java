package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import java.time.Duration;

/** What came of asking Lambda to invoke a function. */
sealed interface LambdaReply {
    /** It did, or may have, or never will: this is the answer. */
    record Taken(Answer answer) implements LambdaReply {}

    /**
     * It did not, and may later.
     *
     * @param why in Lambda's words
     * @param pause how long to wait before it is asked again, more than zero
     */
    record NotTaken(Failure why, Duration pause) implements LambdaReply {}
}
