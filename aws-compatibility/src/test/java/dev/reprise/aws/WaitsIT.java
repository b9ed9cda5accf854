package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code context.wait} and {@code context.waitForCondition}. */
@OnReprise
class WaitsIT {
    @Test
    void nothingRunsDuringAWait(Lab lab) {
        var execution = lab.start("waitOnce", "{\"seconds\":10}");

        assertThat(execution.result()).isEqualTo("\"rested\"");
        execution.history().tellsExactly("""
                ExecutionStarted
                WaitStarted cool-off 10 s
                InvocationCompleted
                WaitSucceeded cool-off 10 s
                InvocationCompleted
                ExecutionSucceeded "rested"
                """);
    }

    @Test
    void waitsFollowOneAnother(Lab lab) {
        var execution = lab.start("waitAgainAndAgain");

        assertThat(execution.result()).isEqualTo("\"between\"");
        execution.history().tells("""
                ExecutionStarted
                WaitStarted first 1 s
                WaitSucceeded first 1 s
                StepStarted between
                StepSucceeded between "between"
                WaitStarted second 1 s
                WaitSucceeded second 1 s
                ExecutionSucceeded "between"
                """);
    }

    @Test
    void waitsSideBySideEndEachAtItsTime(Lab lab) {
        var execution = lab.start("waitsTogether");

        assertThat(execution.result()).isEqualTo("\"both\"");
        execution.history().tells("""
                ExecutionStarted
                WaitStarted short 1 s
                WaitStarted long 2 s
                ContextStarted RunInChildContext both
                WaitSucceeded short 1 s
                WaitSucceeded long 2 s
                ContextSucceeded RunInChildContext both [null,null]
                ExecutionSucceeded "both"
                """);
    }

    @Test
    void codeThatIsBusyLearnsOfTimersByAsking(Lab lab) {
        var execution = lab.start("busyMeanwhile");

        assertThat(execution.result()).isEqualTo("\"worked\"");
        var history = execution.history();
        history.tellsInAnyOrder("""
                ExecutionStarted
                StepStarted work
                ContextStarted RunInChildContext nap
                  WaitStarted 1 s
                StepStarted flaky
                StepFailed flaky NotYet: once (attempt 1, again after 1 s)
                ContextStarted RunInChildContext others
                  WaitSucceeded 1 s
                  StepStarted wake
                  StepSucceeded wake "awake"
                ContextSucceeded RunInChildContext nap "awake"
                StepStarted flaky
                StepSucceeded flaky "done" (attempt 2)
                ContextSucceeded RunInChildContext others ["awake","done"]
                StepSucceeded work "worked"
                ExecutionSucceeded "worked"
                """);
        assertThat(history.count("InvocationCompleted")).as("%s", history).isEqualTo(1);
    }

    @Test
    void aConditionCarriesItsStateFromPollToPoll(Lab lab) {
        var execution = lab.start("conditionMet", "{\"polls\":3}");

        assertThat(execution.result()).isEqualTo("{\"polls\":3,\"trail\":\"...\"}");
        execution.history().tells("""
                ExecutionStarted
                StepStarted WaitForCondition ready
                StepSucceeded WaitForCondition ready {"polls":1,"trail":"."} (attempt 1, again after 1 s)
                StepStarted WaitForCondition ready
                StepSucceeded WaitForCondition ready {"polls":2,"trail":".."} (attempt 2, again after 1 s)
                StepStarted WaitForCondition ready
                StepSucceeded WaitForCondition ready {"polls":3,"trail":"..."} (attempt 3)
                ExecutionSucceeded {"polls":3,"trail":"..."}
                """);
    }

    @Test
    void aConditionThatIsNeverMetFailsAfterItsLastPoll(Lab lab) {
        var execution = lab.start("conditionNeverMet");

        assertThat(execution.failure()).isEqualTo("FAILED StepError: waitForCondition exceeded maximum attempts (2)");
        execution.history().tells("""
                ExecutionStarted
                StepStarted WaitForCondition never
                StepSucceeded WaitForCondition never 1 (attempt 1, again after 1 s)
                StepStarted WaitForCondition never
                StepFailed WaitForCondition never Error: waitForCondition exceeded maximum attempts (2) (attempt 2)
                ExecutionFailed StepError: waitForCondition exceeded maximum attempts (2)
                """);
    }

    @Test
    void aCheckThatThrowsEndsTheWait(Lab lab) {
        var execution = lab.start("conditionBroken");

        assertThat(execution.failure()).isEqualTo("FAILED StepError: cannot look");
        execution.history().tells("""
                ExecutionStarted
                StepStarted WaitForCondition broken
                StepFailed WaitForCondition broken Error: cannot look
                ExecutionFailed StepError: cannot look
                """);
    }
}
