package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code context.step}, its retries, its semantics, and {@code withRetry}. */
@OnReprise
class StepsIT {
    @Test
    void aStepRunsAndItsResultIsRecorded(Lab lab) {
        var execution = lab.start("stepOnce", "{\"name\":\"Ada\"}");

        assertThat(execution.result()).isEqualTo("\"hello Ada\"");
        execution.history().tellsExactly("""
                ExecutionStarted
                StepStarted greet
                StepSucceeded greet "hello Ada"
                InvocationCompleted
                ExecutionSucceeded "hello Ada"
                """);
    }

    @Test
    void aStepNeedsNoName(Lab lab) {
        var execution = lab.start("stepWithoutName", "{\"n\":1}");

        assertThat(execution.result()).isEqualTo("2");
        execution.history().tells("""
                ExecutionStarted
                StepStarted
                StepSucceeded 2
                ExecutionSucceeded 2
                """);
    }

    @Test
    void noResultAndANullAreToldApartAfterAReplay(Lab lab) {
        var execution = lab.start("stepWithoutResult");

        assertThat(execution.result()).isEqualTo("{\"nothing\":\"undefined\",\"nul\":null}");
        execution.history().tells("""
                ExecutionStarted
                StepStarted notify
                StepSucceeded notify
                WaitStarted 1 s
                WaitSucceeded 1 s
                StepStarted nul
                StepSucceeded nul null
                ExecutionSucceeded {"nothing":"undefined","nul":null}
                """);
    }

    @Test
    void stepsFollowOneAnother(Lab lab) {
        var execution = lab.start("stepsInOrder", "{\"steps\":3}");

        assertThat(execution.result()).isEqualTo("[0,1,2]");
        execution.history().tells("""
                ExecutionStarted
                StepStarted step-0
                StepSucceeded step-0 0
                StepStarted step-1
                StepSucceeded step-1 1
                StepStarted step-2
                StepSucceeded step-2 2
                ExecutionSucceeded [0,1,2]
                """);
    }

    @Test
    void aStepThatFailsIsTriedAgainAfterItsDelayAndNothingRunsMeanwhile(Lab lab) {
        var execution = lab.start("stepRetried", "{\"attempts\":2,\"delaySeconds\":10}");

        assertThat(execution.result()).isEqualTo("\"attempt 2\"");
        execution.history().tellsExactly("""
                ExecutionStarted
                StepStarted flaky
                StepFailed flaky NotYet: attempt 1 (attempt 1, again after 10 s)
                InvocationCompleted
                StepStarted flaky
                StepSucceeded flaky "attempt 2" (attempt 2)
                InvocationCompleted
                ExecutionSucceeded "attempt 2"
                """);
    }

    @Test
    void aStepIsTriedAsOftenAsItsStrategySays(Lab lab) {
        var execution = lab.start("stepRetried", "{\"attempts\":4,\"delaySeconds\":1}");

        assertThat(execution.result()).isEqualTo("\"attempt 4\"");
        execution.history().tells("""
                ExecutionStarted
                StepStarted flaky
                StepFailed flaky NotYet: attempt 1 (attempt 1, again after 1 s)
                StepStarted flaky
                StepFailed flaky NotYet: attempt 2 (attempt 2, again after 1 s)
                StepStarted flaky
                StepFailed flaky NotYet: attempt 3 (attempt 3, again after 1 s)
                StepStarted flaky
                StepSucceeded flaky "attempt 4" (attempt 4)
                ExecutionSucceeded "attempt 4"
                """);
    }

    @Test
    void theDelayIsTheStrategys(Lab lab) {
        var execution = lab.start("stepRetriedLinearly");

        assertThat(execution.result()).isEqualTo("3");
        execution.history().tells("""
                ExecutionStarted
                StepStarted linear
                StepFailed linear NotYet: attempt 1 (attempt 1, again after 1 s)
                StepStarted linear
                StepFailed linear NotYet: attempt 2 (attempt 2, again after 2 s)
                StepStarted linear
                StepSucceeded linear 3 (attempt 3)
                ExecutionSucceeded 3
                """);
    }

    @Test
    void exhaustedAttemptsFailTheExecution(Lab lab) {
        var execution = lab.start("stepExhausted");

        assertThat(execution.failure()).isEqualTo("FAILED StepError: attempt 2");
        execution.history().tells("""
                ExecutionStarted
                StepStarted hopeless
                StepFailed hopeless NotYet: attempt 1 (attempt 1, again after 1 s)
                StepStarted hopeless
                StepFailed hopeless NotYet: attempt 2 (attempt 2)
                ExecutionFailed StepError: attempt 2
                """);
    }

    @Test
    void anErrorThatIsNotToBeRetriedEndsTheStep(Lab lab) {
        var execution = lab.start("stepRetriedForSomeErrorsOnly");

        assertThat(execution.result()).isEqualTo("\"StepError because of RangeError: never again\"");
        execution.history().tells("""
                ExecutionStarted
                StepStarted picky
                StepFailed picky NotYet: again (attempt 1, again after 1 s)
                StepStarted picky
                StepFailed picky RangeError: never again (attempt 2)
                ExecutionSucceeded "StepError because of RangeError: never again"
                """);
    }

    @Test
    void aFailedStepCanBeCaughtAndCompensated(Lab lab) {
        var execution = lab.start("stepCompensated");

        assertThat(execution.result()).isEqualTo("\"compensated\"");
        execution.history().tells("""
                ExecutionStarted
                StepStarted book
                StepSucceeded book "booked"
                StepStarted pay
                StepFailed pay Error: declined
                StepStarted cancel
                StepSucceeded cancel "cancelled: declined"
                ExecutionSucceeded "compensated"
                """);
    }

    @Test
    void atMostOnceIsRetriedLikeAnyStepWhenItFails(Lab lab) {
        var execution = lab.start("stepAtMostOnce");

        assertThat(execution.result()).isEqualTo("2");
        execution.history().tells("""
                ExecutionStarted
                StepStarted careful
                StepFailed careful NotYet: attempt 1 (attempt 1, again after 1 s)
                StepStarted careful
                StepSucceeded careful 2 (attempt 2)
                ExecutionSucceeded 2
                """);
    }

    @Test
    void aResultIsMadeFromItsTextByTheStepsOwnSerializer(Lab lab) {
        var execution = lab.start("stepOfAClass");

        assertThat(execution.result()).isEqualTo("2026");
        execution.history().tells("""
                ExecutionStarted
                StepStarted appointment
                StepSucceeded appointment {"at":"2026-01-01T00:00:00.000Z"}
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded 2026
                """);
    }

    @Test
    void severalOperationsAreRetriedAsAWhole(Lab lab) {
        var execution = lab.start("retriedAsAWhole");

        assertThat(execution.result()).isEqualTo("\"done in 2\"");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted RunInChildContext transaction
                  StepStarted try-1
                  StepSucceeded try-1 1
                  WaitStarted transaction-backoff-1 1 s
                  WaitSucceeded transaction-backoff-1 1 s
                  StepStarted try-2
                  StepSucceeded try-2 2
                ContextSucceeded RunInChildContext transaction "done in 2"
                ExecutionSucceeded "done in 2"
                """);
    }
}
