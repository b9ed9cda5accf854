package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code context.runInChildContext}. */
@OnReprise
class ContextsIT {
    @Test
    void contextsNestAndSuspend(Lab lab) {
        var execution = lab.start("nested");

        assertThat(execution.result()).isEqualTo("[1,2]");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted RunInChildContext outer
                  StepStarted before
                  StepSucceeded before 1
                  ContextStarted RunInChildContext inner
                    WaitStarted nap 1 s
                    WaitSucceeded nap 1 s
                    StepStarted deep
                    StepSucceeded deep 2
                  ContextSucceeded RunInChildContext inner 2
                ContextSucceeded RunInChildContext outer [1,2]
                ExecutionSucceeded [1,2]
                """);
    }

    @Test
    void aFailureInsideIsTheSameAfterAReplay(Lab lab) {
        var execution = lab.start("failedInside");

        assertThat(execution.result()).isEqualTo("\"ChildContextError because of StepError: inside\"");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted RunInChildContext doomed
                  StepStarted fail
                  StepFailed fail Error: inside
                ContextFailed RunInChildContext doomed StepError: inside
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded "ChildContextError because of StepError: inside"
                """);
    }

    @Test
    void aResultTooLargeToRecordIsMadeAgainFromItsChildren(Lab lab) {
        var execution = lab.start("largeInside", "{\"parts\":4}");

        assertThat(execution.result()).isEqualTo("{\"lengths\":[100000,100000,100000,100000],\"ran\":4}");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted RunInChildContext large
                  StepStarted part-0
                  StepSucceeded part-0 "000000000… (100002)
                  StepStarted part-1
                  StepSucceeded part-1 "111111111… (100002)
                  StepStarted part-2
                  StepSucceeded part-2 "222222222… (100002)
                  StepStarted part-3
                  StepSucceeded part-3 "333333333… (100002)
                ContextSucceeded RunInChildContext large
                WaitStarted later 1 s
                WaitSucceeded later 1 s
                ExecutionSucceeded {"lengths":[100000,100000,100000,100000],"ran":4}
                """);
    }

    @Test
    void aContextThatHasItsResultIsNotEnteredAgain(Lab lab) {
        var execution = lab.start("prunedInside");

        assertThat(execution.result()).isEqualTo("{\"sum\":3,\"entered\":1}");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted RunInChildContext sum
                  StepStarted add-1
                  StepSucceeded add-1 1
                  StepStarted add-2
                  StepSucceeded add-2 2
                ContextSucceeded RunInChildContext sum 3
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded {"sum":3,"entered":1}
                """);
    }

    @Test
    void aVirtualContextLeavesNoTrace(Lab lab) {
        var execution = lab.start("virtualInside");

        assertThat(execution.result()).isEqualTo("\"seen\"");
        execution.history().tells("""
                ExecutionStarted
                StepStarted seen
                StepSucceeded seen "seen"
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded "seen"
                """);
    }
}
