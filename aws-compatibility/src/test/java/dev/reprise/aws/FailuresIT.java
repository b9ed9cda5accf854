package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What goes wrong in handlers, in what they answer, and in their host. */
@OnReprise
class FailuresIT {
    @Test
    void whatAHandlerThrowsFailsTheExecution(Lab lab) {
        var execution = lab.start("throws");

        assertThat(execution.failure()).isEqualTo("FAILED RangeError: out of range");
        execution.history().tellsExactly("""
                ExecutionStarted
                InvocationCompleted
                ExecutionFailed RangeError: out of range
                """);
    }

    @Test
    void whatIsThrownNeedNotBeAnError(Lab lab) {
        var execution = lab.start("throwsSomethingElse");

        assertThat(execution.failure()).isEqualTo("FAILED -: Unknown error");
        execution.history().tellsExactly("""
                ExecutionStarted
                InvocationCompleted
                ExecutionFailed -: Unknown error
                """);
    }

    @Test
    void codeThatChangesItsMindIsStopped(Lab lab) {
        var execution = lab.start("changesItsMind");

        assertThat(execution.failure())
                .startsWith("FAILED NonDeterministicExecutionError: [Unrecoverable Execution]")
                .contains("Expected name \"decision-1\", but got \"decision-2\"");
        execution.history().tells("""
                ExecutionStarted
                StepStarted decision-1
                StepSucceeded decision-1 1
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionFailed NonDeterministicExecutionError: [Unrecover… (220)
                """);
    }

    @Test
    void anUnknownStatusFailsTheExecution(Lab lab) {
        var execution = lab.start("answersNonsense");

        assertThat(execution.failure())
                .isEqualTo("FAILED InvalidParameterValueException: Invalid Status in invocation output.");
        execution.history().tellsExactly("""
                ExecutionStarted
                InvocationCompleted InvalidParameterValueException: Invalid Status in invocation output.
                ExecutionFailed InvalidParameterValueException: Invalid Status in invocation output.
                """);
    }

    @Test
    void anErrorBesideSuccessFailsTheExecution(Lab lab) {
        var execution = lab.start("answersSuccessWithError");

        assertThat(execution.failure())
                .isEqualTo("FAILED InvalidParameterValueException: Cannot provide an Error for SUCCEEDED status.");
        execution.history().tellsExactly("""
                ExecutionStarted
                InvocationCompleted InvalidParameterValueException: Cannot provide an Error for SUCCEEDED status.
                ExecutionFailed InvalidParameterValueException: Cannot provide an Error for SUCCEEDED status.
                """);
    }

    @Test
    void pendingOnNothingIsTriedAgainThreeTimes(Lab lab) {
        var execution = lab.start("answersPendingWithNothingPending");

        assertThat(execution.failure())
                .isEqualTo(
                        "FAILED InvalidParameterValueException: Cannot return PENDING status with no pending operations.");
        execution.history().tellsExactly("""
                ExecutionStarted
                InvocationCompleted InvalidParameterValueException: Cannot return PENDING status with no pending operations.
                InvocationCompleted InvalidParameterValueException: Cannot return PENDING status with no pending operations.
                InvocationCompleted InvalidParameterValueException: Cannot return PENDING status with no pending operations.
                InvocationCompleted InvalidParameterValueException: Cannot return PENDING status with no pending operations.
                ExecutionFailed InvalidParameterValueException: Cannot return PENDING status with no pending operations.
                """);
    }

    @Test
    void anErrorOfTheHostIsFollowedByAnotherInvocation(Lab lab) {
        var execution = lab.start("failsOnce");

        assertThat(execution.result()).isEqualTo("\"recovered\"");
        execution.history().tellsExactly("""
                ExecutionStarted
                InvocationCompleted TypeError: the host stumbled
                StepStarted then
                StepSucceeded then "recovered"
                InvocationCompleted
                ExecutionSucceeded "recovered"
                """);
    }
}
