package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code context.promise}: all, allSettled, any, race. */
@OnReprise
class PromisesIT {
    @Test
    void allGivesAllResults(Lab lab) {
        var execution = lab.start("combineAll");

        assertThat(execution.result()).isEqualTo("[1,2]");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                StepStarted one
                StepSucceeded one 1
                StepStarted two
                StepSucceeded two 2
                ContextStarted RunInChildContext all
                ContextSucceeded RunInChildContext all [1,2]
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded [1,2]
                """);
    }

    @Test
    void allFailsWithTheFirstFailure(Lab lab) {
        var execution = lab.start("combineAllWithAFailure");

        assertThat(execution.failure()).isEqualTo("FAILED PromiseCombinatorError: two");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                StepStarted one
                StepSucceeded one 1
                StepStarted two
                StepFailed two Error: two
                ContextStarted RunInChildContext all
                ContextFailed RunInChildContext all StepError: two
                ExecutionFailed PromiseCombinatorError: two
                """);
    }

    @Test
    void allSettledGivesResultsAndFailuresAndSoItDoesAfterAReplay(Lab lab) {
        var execution = lab.start("combineAllSettled");

        assertThat(execution.result()).isEqualTo("[1,\"two\"]");
        execution
                .history()
                .tellsAmongOthers(
                        "ContextStarted RunInChildContext settled",
                        "StepFailed two Error: two",
                        "WaitStarted 1 s",
                        "WaitSucceeded 1 s",
                        "ExecutionSucceeded [1,\"two\"]");
    }

    @Test
    void anyGivesTheFirstResult(Lab lab) {
        var execution = lab.start("combineAny");

        assertThat(execution.result()).isEqualTo("2");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                StepStarted one
                StepFailed one Error: one
                StepStarted two
                StepSucceeded two 2
                ContextStarted RunInChildContext any
                ContextSucceeded RunInChildContext any 2
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded 2
                """);
    }

    @Test
    void raceIsWonByTheFirstToEndAndTheOthersStayOpen(Lab lab) {
        var execution = lab.start("combineRace");

        assertThat(execution.result()).isEqualTo("\"quick\"");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted RunInChildContext slow
                  WaitStarted 3600 s
                StepStarted quick
                StepSucceeded quick "quick"
                ContextStarted RunInChildContext race
                ContextSucceeded RunInChildContext race "quick"
                ExecutionSucceeded "quick"
                """);
    }
}
