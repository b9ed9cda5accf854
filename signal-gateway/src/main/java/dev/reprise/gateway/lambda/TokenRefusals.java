package dev.reprise.gateway.lambda;

/** What running code is told whose token is not good. An execution that there is not, or not any more, is no other case. */
final class TokenRefusals {
    private TokenRefusals() {}

    /** The token is not the newest of the current invocation, or of no execution that runs. */
    static Refusal stale(ApiRequest request) {
        return AwsError.INVALID_PARAMETER_VALUE.refusal(
                StaleTokenMessage.forUserAgent(request.headers().first("User-Agent")));
    }

    /** The token is another execution's. */
    static Refusal otherExecution() {
        return AwsError.INVALID_PARAMETER_VALUE.refusal("Checkpoint token is not valid for the durable execution ARN");
    }
}
