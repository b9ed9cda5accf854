package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** Sizes at their limits, and texts of all kinds. */
@OnReprise
class PayloadsIT {
    private static final int STEP_LIMIT = 262_144;

    /** From here on the SDK closes the execution by a checkpoint. */
    private static final int ANSWER_LIMIT = 6 * 1024 * 1024 - 50;

    private static final int RESULT_LIMIT = 6 * 1024 * 1024;

    private static final int ASYNCHRONOUS_LIMIT = 1024 * 1024;

    @Test
    void aStepsResultMayFillItsLimit(Lab lab) {
        var execution = lab.start("largeStep", "{\"bytes\":%d}".formatted(STEP_LIMIT));

        assertThat(execution.result()).isEqualTo("262142");
        execution.history().tells("""
                ExecutionStarted
                StepStarted large
                StepSucceeded large "xxxxxxxxx… (262144)
                ExecutionSucceeded 262142
                """);
    }

    @Test
    void aByteMoreIsRefusedAndNothingOfTheBatchIsRecorded(Lab lab) {
        var execution = lab.start("largeStep", "{\"bytes\":%d}".formatted(STEP_LIMIT + 1));

        assertThat(execution.failure())
                .startsWith("FAILED CheckpointUnrecoverableExecutionError: ")
                .endsWith("STEP output payload size must be less than or equal to 262144 bytes.");
        assertThat(execution.history().count("StepSucceeded")).isZero();
    }

    @Test
    void aResultThatDoesNotFitIntoAnAnswerClosesTheExecutionByACheckpoint(Lab lab) {
        int bytes = (ANSWER_LIMIT + RESULT_LIMIT) / 2;
        var answer = lab.invoke("largeResult", "{\"bytes\":%d}".formatted(bytes));

        assertThat(answer.path("Payload").asText()).hasSize(bytes);
        var history = lab.execution(answer).history();
        assertThat(history.count("ExecutionSucceeded")).as("%s", history).isEqualTo(1);
        history.tells("""
                ExecutionStarted
                StepStarted before
                StepSucceeded before "before"
                ExecutionSucceeded "xxxxxxxxx… (%d)
                """.formatted(bytes));
    }

    @Test
    void theResultOfAnAsynchronousStartMustBeSmaller(Lab lab) {
        var execution = lab.start("largeResult", "{\"bytes\":%d}".formatted(ASYNCHRONOUS_LIMIT + 1));

        assertThat(execution.failure())
                .isEqualTo(
                        "FAILED InvalidParameterValueException: Execution output payload size must be less than or equal to 1048576 bytes.");
        execution
                .history()
                .tellsAmongOthers(
                        "StepSucceeded before \"before\"",
                        "ExecutionFailed InvalidParameterValueException: Execution output payload size must be less than or equal to 1048576 bytes.");
    }

    @Test
    void moreOperationsThanAnEnvelopeHoldsAreReadInPages(Lab lab) {
        var execution = lab.start("manyLargeSteps", "{\"steps\":30}");

        assertThat(execution.result()).isEqualTo("6000000");
        var history = execution.history();
        assertThat(history.count("StepSucceeded")).as("%s", history).isEqualTo(30);
        history.tellsAmongOthers("WaitStarted then 1 s", "WaitSucceeded then 1 s", "ExecutionSucceeded 6000000");
    }

    @Test
    void anInputThatDoesNotFitIntoAnEnvelopeIsReadAsAPage(Lab lab) {
        int length = 6_200_000;
        var answer = lab.invoke("largeInput", "{\"text\":\"%s\"}".formatted("x".repeat(length)));

        assertThat(answer.path("Payload").asText()).isEqualTo("{\"before\":%d,\"after\":%d}".formatted(length, length));
        lab.execution(answer).history().tells("""
                ExecutionStarted
                StepStarted measure
                StepSucceeded measure 6200000
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded {"before":6200000,"after":6200000}
                """);
    }

    @Test
    void anInputAboveTheLimitIsRefused(Lab lab) {
        var input = "\"%s\"".formatted("x".repeat(RESULT_LIMIT));

        assertThatExceptionOfType(JsLambdaClient.ServiceError.class)
                .isThrownBy(() -> lab.invoke("largeInput", input))
                .satisfies(error -> {
                    assertThat(error.classes()).contains("RequestTooLargeException");
                    assertThat(error.status()).isEqualTo(413);
                });
    }

    @Test
    void textsComeBackCharacterByCharacter(Lab lab) {
        var text = "\"Grüße 👋 \\u0000 \\\\ \\\" \\u2028\"";
        var execution = lab.start("unicode", "{\"text\":%s}".formatted(text));

        assertThat(Rest.json(execution.result())).isEqualTo(Rest.json(text));
        execution.history().tellsAmongOthers("StepStarted echo", "WaitStarted 1 s", "WaitSucceeded 1 s");
    }
}
