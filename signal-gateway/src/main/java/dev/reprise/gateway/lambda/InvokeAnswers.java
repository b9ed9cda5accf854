package dev.reprise.gateway.lambda;

import java.util.Map;

/** What invocations are answered with, in the headers that SDKs read. */
final class InvokeAnswers {
    private static final String EXECUTED_VERSION = "X-Amz-Executed-Version";
    private static final String EXECUTION_ARN = "X-Amz-Durable-Execution-Arn";
    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";
    private static final byte[] NOTHING = new byte[0];

    private InvokeAnswers() {}

    /** The function returned something. */
    static Answer returned(byte[] result) {
        return Answer.ok(result);
    }

    /** The function failed. The call as such went well: SDKs do not repeat it. */
    static Answer failed(byte[] error) {
        return Answer.ok(error).with(FUNCTION_ERROR, "Unhandled");
    }

    /** The function will run. */
    static Answer accepted() {
        return new Answer(202, Map.of(), NOTHING);
    }

    /** The function could be called. */
    static Answer possible() {
        return new Answer(204, Map.of(), NOTHING);
    }

    static Answer withVersion(Answer answer, String version) {
        return answer.with(EXECUTED_VERSION, version);
    }

    static Answer withExecution(Answer answer, String arn) {
        return answer.with(EXECUTION_ARN, arn);
    }
}
