package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.TimerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol reference, sections 4.4 and 7: when code runs, and what its end means. */
abstract class InvocationTable {
    @Test
    void codeThatWaitsSleepsUntilItIsWoken() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))))
                .when(suspended())
                .thenVerdict(new Verdict.Done())
                .thenLane(1, Invocation.IDLE)
                .thenEvents("InvocationCompleted")
                .thenEffects();
    }

    @Test
    void codeThatSuspendsWithoutHavingSeenAChangeRunsAgainAtOnceAndIsToldOfIt() {
        given(started(), checkpoint(startCallback("c"), startCallback("d")), answered("c", "yes"))
                .when(suspendedHavingSeen(2))
                .thenEvents("InvocationCompleted")
                .thenEffects("Dispatch 2")
                .thenNextInvocationIsToldOf("c");
    }

    @Test
    void codeThatHasSeenTheChangeSleeps() {
        given(started(), checkpoint(startCallback("c"), startCallback("d")), answered("c", "yes"))
                .when(suspended())
                .thenLane(1, Invocation.IDLE);
    }

    @Test
    void codeThatIsToldByACheckpointAndSuspendsSleeps() {
        given(started(), checkpoint(startCallback("c"), startCallback("d")), answered("c", "yes"), checkpoint())
                .when(suspendedHavingSeen(0))
                .thenLane(1, Invocation.IDLE);
    }

    @Test
    void aChangeThatIsAllThereWasToWaitForIsStillAReasonToRun() {
        given(started(), checkpoint(startCallback("c")), answered("c", "yes"))
                .when(suspendedHavingSeen(2))
                .thenEffects("Dispatch 2");
    }

    @Test
    void codeThatWaitsForNothingIsTriedFourTimes() {
        var nothingPending = given(started())
                .when(suspended())
                .thenEvents("InvocationCompleted")
                .thenLane(1, Invocation.BACKING_OFF);
        for (int epoch = 2; epoch <= 4; epoch++) {
            nothingPending
                    .thenExecution(ExecutionStatus.RUNNING)
                    .when(passed(ofSeconds(60)), dueTimersFired())
                    .thenEffects("Dispatch " + epoch)
                    .when(suspended());
        }
        nothingPending
                .thenExecution(ExecutionStatus.FAILED)
                .thenEvents("InvocationCompleted", "ExecutionFailed")
                .thenEffects("PublishSummary FAILED");
    }

    @Test
    void aReadyStepThatTheCodeKnowsIsNothingToWaitFor() {
        given(started(), checkpoint(retryStep("a", ofSeconds(1))), passed(ofSeconds(1)), dueTimersFired(), checkpoint())
                .when(suspended())
                .thenLane(1, Invocation.BACKING_OFF);
    }

    @Test
    void codeThatReturnsEndsTheExecution() {
        given(started())
                .when(returned("r"))
                .thenVerdict(new Verdict.Done())
                .thenExecution(ExecutionStatus.SUCCEEDED)
                .thenOperation(EXECUTION.toString(), SUCCEEDED)
                .thenEvents("InvocationCompleted", "ExecutionSucceeded")
                .thenEffects("PublishSummary SUCCEEDED");
    }

    @Test
    void codeThatThrowsEndsTheExecution() {
        given(started())
                .when(threw())
                .thenExecution(ExecutionStatus.FAILED)
                .thenOperation(EXECUTION.toString(), FAILED)
                .thenEvents("InvocationCompleted", "ExecutionFailed");
    }

    @Test
    void anAnswerThatIsNoneEndsTheExecution() {
        given(started())
                .when(answeredNonsense())
                .thenExecution(ExecutionStatus.FAILED)
                .thenEvents("InvocationCompleted", "ExecutionFailed");
    }

    @Test
    void codeThatCrashesRunsAgainAfterAPauseThatGrows() {
        var crashing = given(started());
        for (int epoch = 1; epoch <= 8; epoch++) {
            crashing.when(crashed())
                    .thenEvents("InvocationCompleted")
                    .thenEffects()
                    .thenLane(epoch, Invocation.BACKING_OFF)
                    .when(passed(ofSeconds(Math.min(60, 1L << (epoch - 1)))), dueTimersFired())
                    .thenEffects("Dispatch " + (epoch + 1));
        }
    }

    @Test
    void theExecutionsTermsMayLimitCrashes() {
        given(started(new Terms(ofHours(1), ofHours(1), 10, 1_000, 1_000, 2)))
                .when(crashed())
                .thenExecution(ExecutionStatus.RUNNING)
                .when(passed(ofSeconds(60)), dueTimersFired(), crashed())
                .thenExecution(ExecutionStatus.FAILED)
                .thenEvents("InvocationCompleted", "ExecutionFailed");
    }

    @Test
    void progressForgivesCrashes() {
        given(started(new Terms(ofHours(1), ofHours(1), 10, 1_000, 1_000, 2)))
                .when(crashed(), passed(ofSeconds(60)), dueTimersFired(), checkpoint(startStep("a")), crashed())
                .thenExecution(ExecutionStatus.RUNNING);
    }

    @Test
    void aCheckpointWithoutUpdatesIsNoProgress() {
        given(started(new Terms(ofHours(1), ofHours(1), 10, 1_000, 1_000, 2)))
                .when(crashed(), passed(ofSeconds(60)), dueTimersFired(), checkpoint(), crashed())
                .thenExecution(ExecutionStatus.FAILED);
    }

    @Test
    void whatACrashedInvocationWasToldTheNextIsToldAgain() {
        given(started(), checkpoint(startCallback("c"), startCallback("d")), suspended(), answered("c", "yes"))
                .thenNextInvocationIsToldOf("c")
                .when(crashed(), answered("d", "yes"))
                .thenEffects()
                .when(passed(ofSeconds(60)), dueTimersFired())
                .thenNextInvocationIsToldOf("c", "d");
    }

    @Test
    void anEndThatComesTwiceCountsOnce() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))), suspended())
                .when(endedIn(1, new InvocationOutcome.Suspended(9)))
                .thenVerdict(Verdict.Stale.class)
                .thenEvents()
                .when(endedIn(1, new InvocationOutcome.Failed(BROKEN)))
                .thenVerdict(Verdict.Stale.class)
                .thenExecution(ExecutionStatus.RUNNING);
        given().when(endedIn(1, new InvocationOutcome.Failed(BROKEN))).thenVerdict(Verdict.Stale.class);
    }

    @Test
    void theEndOfASupersededInvocationIsIgnored() {
        given(ownerElected("a"), started(), lost(1, 0))
                .thenLane(2, Invocation.READY)
                .when(endedIn(1, new InvocationOutcome.Failed(BROKEN)))
                .thenVerdict(Verdict.Stale.class)
                .thenExecution(ExecutionStatus.RUNNING);
    }

    @Test
    void aLostInvocationIsReplacedAtOnceByAnother() {
        given(ownerElected("a"), started())
                .when(lost(1, 0))
                .thenVerdict(new Verdict.Done())
                .thenEffects("Dispatch 2")
                .when(lost(1, 0))
                .thenVerdict(Verdict.Stale.class)
                .thenEffects();
    }

    @Test
    void whatALostInvocationWasToldTheNextIsToldAgain() {
        given(ownerElected("a"), started(), checkpoint(startCallback("c")), suspended(), answered("c", "yes"))
                .when(lost(2, 0))
                .thenNextInvocationIsToldOf("c");
    }

    @Test
    void onlyThePresentOwnerMayDeclareAnInvocationLost() {
        given(ownerElected("a"), started(), ownerElected("b"))
                .thenEffects("ConfirmOwner 0", "Dispatch 1", "PublishSummary RUNNING", "ConfirmOwner 2")
                .thenRow(new Row.OfPartition(), new PartitionState(2, List.of()))
                .when(lost(1, 0))
                .thenVerdict(Verdict.Stale.class)
                .thenLane(1, Invocation.READY)
                .when(lost(1, 2))
                .thenVerdict(new Verdict.Done());
        given(ownerElected("a")).when(lost(1, 0)).thenVerdict(Verdict.Stale.class);
    }

    @Test
    void aBarrierSwitchesFeaturesAndOwnersKeepThem() {
        given(barrier("faster"), ownerElected("a"))
                .thenRow(new Row.OfPartition(), new PartitionState(1, List.of("faster")));
    }

    @Test
    void aRetryTimerThatOutlivesItsExecutionDoesNothing() {
        given(started(), crashed(), stopped())
                .when(passed(ofSeconds(60)), fired(TimerKind.INVOCATION_RETRY))
                .thenEffects()
                .thenTimers("PURGE at PT336H");
    }
}
