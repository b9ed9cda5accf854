package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.CompleteCallback.Outcome;
import java.util.regex.Pattern;

/** What the three callback operations have in common. */
final class CallbackAnswers {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final int MAX_ID_LENGTH = 1_024;

    private CallbackAnswers() {}

    /** The id that the path names. */
    static String id(ApiRequest request) {
        var parameters = new Parameters(request);
        var id = parameters.label("callbackId", MAX_ID_LENGTH, ID);
        parameters.requireShape();
        return id;
    }

    static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted ignored -> Answer.done();
            case Outcome.Invalid ignored -> AwsError.INVALID_PARAMETER_VALUE.answer("Invalid callback id");
            case Outcome.Closed ignored ->
                AwsError.CALLBACK_TIMEOUT.answer("The callback is either timed out or already completed");
            case Outcome.Gone ignored ->
                AwsError.RESOURCE_NOT_FOUND.answer(
                        "Expected the callback's execution to be there, but it was purged after its retention");
            case Outcome.PayloadTooLarge large ->
                AwsError.VALIDATION.answer(
                        "1 validation error detected: Value at 'result' failed to satisfy constraint: Member must have length less than or equal to "
                                + large.maxBytes());
        };
    }
}
