package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code context.map} and {@code context.parallel}, and their rules for when a batch is over. */
@OnReprise
class BatchesIT {
    @Test
    void mapWorksOnAllItemsUnderTheirNames(Lab lab) {
        var execution = lab.start("mapAll", "{\"items\":[\"a\",\"b\"]}");

        assertThat(execution.result())
                .isEqualTo("{\"reason\":\"ALL_COMPLETED\",\"results\":[\"0:a\",\"1:b\"],\"errors\":[],\"started\":0}");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Map shoppers
                  ContextStarted MapIteration shopper-a
                    StepStarted greet
                    StepSucceeded greet "0:a"
                  ContextSucceeded MapIteration shopper-a "0:a"
                  ContextStarted MapIteration shopper-b
                    StepStarted greet
                    StepSucceeded greet "1:b"
                  ContextSucceeded MapIteration shopper-b "1:b"
                ContextSucceeded Map shoppers {"all":[{"… (140)
                ExecutionSucceeded {"reason":"ALL_COMPLETED","results":["0:a","1:b"],"errors":[],"started":0}
                """);
    }

    @Test
    void mapHoldsItsLimitOverSuspensions(Lab lab) {
        var execution = lab.start("mapTwoAtATime", "{\"items\":[1,2,3,4]}");

        assertThat(execution.result())
                .isEqualTo("{\"reason\":\"ALL_COMPLETED\",\"results\":[1,2,3,4],\"errors\":[],\"started\":0}");
        var history = execution.history();
        assertThat(history.mostAtOnce("MapIteration")).as("%s", history).isEqualTo(2);
        history.tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Map pairs
                  ContextStarted MapIteration map-item-0
                    WaitStarted 1 s
                    WaitSucceeded 1 s
                  ContextSucceeded MapIteration map-item-0 1
                  ContextStarted MapIteration map-item-1
                    WaitStarted 1 s
                    WaitSucceeded 1 s
                  ContextSucceeded MapIteration map-item-1 2
                  ContextStarted MapIteration map-item-2
                    WaitStarted 1 s
                    WaitSucceeded 1 s
                  ContextSucceeded MapIteration map-item-2 3
                  ContextStarted MapIteration map-item-3
                    WaitStarted 1 s
                    WaitSucceeded 1 s
                  ContextSucceeded MapIteration map-item-3 4
                ContextSucceeded Map pairs {"all":[{"… (220)
                ExecutionSucceeded {"reason":"ALL_COMPLETED","results":[1,2,3,4],"errors":[],"started":0}
                """);
    }

    @Test
    void mapIsOverWhenEnoughHaveSucceeded(Lab lab) {
        var execution = lab.start("mapWithRule", "{\"items\":[1,-2,3,4],\"rule\":{\"minSuccessful\":2}}");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"reason\":\"MIN_SUCCESSFUL_REACHED\",\"results\":[10,30],\"errors\":[\"item -2\"],\"started\":0}");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted Map ruled
                  ContextStarted MapIteration map-item-0
                    StepStarted work-1
                    StepSucceeded work-1 10
                  ContextSucceeded MapIteration map-item-0 10
                  ContextStarted MapIteration map-item-1
                    StepStarted work--2
                    StepFailed work--2 Error: item -2
                  ContextFailed MapIteration map-item-1 StepError: item -2
                  ContextStarted MapIteration map-item-2
                    StepStarted work-3
                    StepSucceeded work-3 30
                  ContextSucceeded MapIteration map-item-2 30
                ContextSucceeded Map ruled {"all":[{"… (358)
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded {"reason":"MIN_SUCCESSFUL_REACHED","results":[10,30],"errors":["item -2"],"started":0}
                """);
    }

    @Test
    void mapIsOverWhenMoreHaveFailedThanMay(Lab lab) {
        var execution = lab.start("mapWithRule", "{\"items\":[1,-2,3,-4,5],\"rule\":{\"toleratedFailureCount\":1}}");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"reason\":\"FAILURE_TOLERANCE_EXCEEDED\",\"results\":[10,30],\"errors\":[\"item -2\",\"item -4\"],\"started\":0}");
        execution
                .history()
                .tellsAmongOthers(
                        "ContextFailed MapIteration map-item-1 StepError: item -2",
                        "ContextSucceeded MapIteration map-item-2 30",
                        "ContextFailed MapIteration map-item-3 StepError: item -4",
                        "WaitStarted 1 s",
                        "WaitSucceeded 1 s");
    }

    @Test
    void mapToleratesAShareOfFailures(Lab lab) {
        var execution =
                lab.start("mapWithRule", "{\"items\":[1,-2,3,-4,5],\"rule\":{\"toleratedFailurePercentage\":50}}");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"reason\":\"ALL_COMPLETED\",\"results\":[10,30,50],\"errors\":[\"item -2\",\"item -4\"],\"started\":0}");
        execution
                .history()
                .tellsAmongOthers(
                        "ContextFailed MapIteration map-item-1 StepError: item -2",
                        "ContextFailed MapIteration map-item-3 StepError: item -4",
                        "ContextSucceeded MapIteration map-item-4 50",
                        "WaitSucceeded 1 s");
    }

    @Test
    void mapWithoutARuleIsOverWithTheFirstFailure(Lab lab) {
        var execution = lab.start("mapUntilTheFirstFailure", "{\"items\":[1,-2,3]}");

        assertThat(execution.failure()).isEqualTo("FAILED ChildContextError: item -2");
        execution.history().tells("""
                ExecutionStarted
                ContextStarted Map strict
                  ContextStarted MapIteration map-item-0
                    StepStarted work-1
                    StepSucceeded work-1 10
                  ContextSucceeded MapIteration map-item-0 10
                  ContextStarted MapIteration map-item-1
                    StepStarted work--2
                    StepFailed work--2 Error: item -2
                  ContextFailed MapIteration map-item-1 StepError: item -2
                ContextSucceeded Map strict {"all":[{"… (317)
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionFailed ChildContextError: item -2
                """);
    }

    @Test
    void mapIsOverWhenItsOwnRuleSaysSo(Lab lab) {
        var execution = lab.start("mapUntilASum", "{\"items\":[1,2,3],\"enough\":2}");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"reason\":\"CUSTOM_COMPLETION_SUCCEEDED\",\"results\":[10,20],\"errors\":[],\"started\":0}");
        execution
                .history()
                .tellsAmongOthers(
                        "ContextSucceeded MapIteration map-item-0 10",
                        "ContextSucceeded MapIteration map-item-1 20",
                        "WaitSucceeded 1 s");
    }

    @Test
    void aLargeMapIsMadeAgainFromItsItems(Lab lab) {
        var execution = lab.start("mapLarge", "{\"items\":[1,2,3,4]}");

        assertThat(execution.result())
                .isEqualTo("{\"reason\":\"ALL_COMPLETED\",\"lengths\":[100000,100000,100000,100000]}");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Map large
                  ContextStarted MapIteration map-item-0
                    StepStarted make-1
                    StepSucceeded make-1 "111111111… (100002)
                  ContextSucceeded MapIteration map-item-0 "111111111… (100002)
                  ContextStarted MapIteration map-item-1
                    StepStarted make-2
                    StepSucceeded make-2 "222222222… (100002)
                  ContextSucceeded MapIteration map-item-1 "222222222… (100002)
                  ContextStarted MapIteration map-item-2
                    StepStarted make-3
                    StepSucceeded make-3 "333333333… (100002)
                  ContextSucceeded MapIteration map-item-2 "333333333… (100002)
                  ContextStarted MapIteration map-item-3
                    StepStarted make-4
                    StepSucceeded make-4 "444444444… (100002)
                  ContextSucceeded MapIteration map-item-3 "444444444… (100002)
                ContextSucceeded Map large {"type":"M… (147)
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded {"reason":"ALL_COMPLETED","lengths":[100000,100000,100000,100000]}
                """);
    }

    @Test
    void aFlatMapHasNoContextsOfItsItems(Lab lab) {
        var execution = lab.start("mapFlat", "{\"items\":[1,2]}");

        assertThat(execution.result())
                .isEqualTo("{\"reason\":\"ALL_COMPLETED\",\"results\":[1,2],\"errors\":[],\"started\":0}");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Map flat
                  StepStarted flat-1
                  StepSucceeded flat-1 1
                  StepStarted flat-2
                  StepSucceeded flat-2 2
                ContextSucceeded Map flat {"all":[{"… (132)
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded {"reason":"ALL_COMPLETED","results":[1,2],"errors":[],"started":0}
                """);
    }

    @Test
    void branchesWaitAndRetrySideBySide(Lab lab) {
        var execution = lab.start("parallelBranches");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"reason\":\"ALL_COMPLETED\",\"results\":[\"quick\",\"slow\",\"flaky\"],\"errors\":[],\"started\":0}");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Parallel branches
                  ContextStarted ParallelBranch quick
                    StepStarted quick-step
                    StepSucceeded quick-step "quick"
                  ContextSucceeded ParallelBranch quick "quick"
                  ContextStarted ParallelBranch slow
                    WaitStarted slow-wait 1 s
                    WaitSucceeded slow-wait 1 s
                  ContextSucceeded ParallelBranch slow "slow"
                  ContextStarted ParallelBranch flaky
                    StepStarted flaky-step
                    StepFailed flaky-step Error: once (attempt 1, again after 1 s)
                    StepStarted flaky-step
                    StepSucceeded flaky-step "flaky" (attempt 2)
                  ContextSucceeded ParallelBranch flaky "flaky"
                ContextSucceeded Parallel branches {"all":[{"… (193)
                ExecutionSucceeded {"reason":"ALL_COMPLETED","results":["quick","slow","flaky"],"errors":[],"started":0}
                """);
    }

    @Test
    void aBranchThatIsNotNeededAnyMoreIsLeftBehind(Lab lab) {
        var execution = lab.start("parallelFirstWins");

        assertThat(execution.result())
                .isEqualTo(
                        "{\"reason\":\"MIN_SUCCESSFUL_REACHED\",\"results\":[\"first\"],\"errors\":[],\"started\":1,\"after\":\"after\"}");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Parallel race
                  ContextStarted ParallelBranch parallel-branch-0
                    CallbackStarted nobody-answers timeout 3600 s
                  ContextStarted ParallelBranch parallel-branch-1
                    WaitStarted 1 s
                    WaitSucceeded 1 s
                  ContextSucceeded ParallelBranch parallel-branch-1 "first"
                ContextSucceeded Parallel race {"all":[{"… (134)
                StepStarted after
                StepSucceeded after "after"
                ExecutionSucceeded {"reason":"MIN_SUCCESSFUL_REACHED","results":["first"],"errors":[],"started":1,"after":"after"}
                """);
    }

    @Test
    void aFailedBranchIsToleratedWhenTheRuleSaysSo(Lab lab) {
        var execution = lab.start("parallelTolerant");

        assertThat(execution.result())
                .isEqualTo("{\"reason\":\"ALL_COMPLETED\",\"results\":[10,30],\"errors\":[\"item -2\"],\"started\":0}");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted Parallel tolerant
                  ContextStarted ParallelBranch parallel-branch-0
                    StepStarted work-1
                    StepSucceeded work-1 10
                  ContextSucceeded ParallelBranch parallel-branch-0 10
                  ContextStarted ParallelBranch parallel-branch-1
                    StepStarted work--2
                    StepFailed work--2 Error: item -2
                  ContextFailed ParallelBranch parallel-branch-1 StepError: item -2
                  ContextStarted ParallelBranch parallel-branch-2
                    StepStarted work-3
                    StepSucceeded work-3 30
                  ContextSucceeded ParallelBranch parallel-branch-2 30
                ContextSucceeded Parallel tolerant {"all":[{"… (349)
                WaitStarted 1 s
                WaitSucceeded 1 s
                ExecutionSucceeded {"reason":"ALL_COMPLETED","results":[10,30],"errors":["item -2"],"started":0}
                """);
    }
}
