package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.startStep;
import static dev.reprise.core.fold.Asked.startWait;
import static dev.reprise.core.fold.Asked.succeedStep;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.EXECUTION;
import static dev.reprise.core.fold.Happened.checkpoint;
import static dev.reprise.core.fold.Happened.checkpointAs;
import static dev.reprise.core.fold.Happened.checkpointWith;
import static dev.reprise.core.fold.Happened.crashed;
import static dev.reprise.core.fold.Happened.deleted;
import static dev.reprise.core.fold.Happened.dueTimersFired;
import static dev.reprise.core.fold.Happened.endedIn;
import static dev.reprise.core.fold.Happened.lost;
import static dev.reprise.core.fold.Happened.ownerElected;
import static dev.reprise.core.fold.Happened.passed;
import static dev.reprise.core.fold.Happened.paused;
import static dev.reprise.core.fold.Happened.pausedWithItsTimeout;
import static dev.reprise.core.fold.Happened.resumed;
import static dev.reprise.core.fold.Happened.returned;
import static dev.reprise.core.fold.Happened.started;
import static dev.reprise.core.fold.Happened.stopped;
import static dev.reprise.core.fold.Happened.suspended;
import static dev.reprise.core.fold.Happened.suspendedHavingSeen;
import static dev.reprise.core.fold.Happened.threw;
import static dev.reprise.core.operation.OperationStatus.SUCCEEDED;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import org.junit.jupiter.api.Test;

/** Protocol reference, section 2.10: pausing, resuming and deleting. */
abstract class PauseTable {
    private static final Terms AN_HOUR = new Terms(ofHours(1), ofDays(1), 10, 1_000, 1_000, 0);

    @Test
    void asleepItIsPausedAtOnceAndOnce() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))), suspended())
                .when(paused())
                .thenVerdict(new Verdict.PauseAccepted(ExecutionStatus.PAUSED))
                .thenEvents("ExecutionPaused")
                .thenEffects("PublishSummary PAUSED")
                .when(paused())
                .thenVerdict(new Verdict.PauseAccepted(ExecutionStatus.PAUSED))
                .thenEvents()
                .thenEffects();
    }

    @Test
    void whatItWaitsForHappensButWakesItOnlyWhenItIsResumed() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))), suspended(), paused())
                .when(passed(ofSeconds(9)), dueTimersFired())
                .thenOperation("w", SUCCEEDED)
                .thenEvents("WaitSucceeded w")
                .thenEffects()
                .thenLane(1, Invocation.IDLE)
                .when(resumed())
                .thenVerdict(new Verdict.Resumed())
                .thenEvents("ExecutionResumed")
                .thenEffects("Dispatch 2", "PublishSummary RUNNING")
                .thenNextInvocationIsToldOf("w");
    }

    @Test
    void resumedWithNothingNewItSleepsOn() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))), suspended(), paused())
                .when(resumed())
                .thenEffects("PublishSummary RUNNING")
                .thenLane(1, Invocation.IDLE)
                .when(resumed())
                .thenVerdict(new Verdict.Resumed())
                .thenEvents()
                .thenEffects();
    }

    @Test
    void aRunningInvocationIsToldToStopByACheckpointWithoutAToken() {
        given(started(), paused())
                .when(checkpointAs("client", succeedStep("a", "1")))
                .thenAnswer("a")
                .thenVerdict(verdict -> ((Verdict.CheckpointAccepted) verdict).closed())
                .thenExecution(ExecutionStatus.PAUSED)
                .thenEvents("StepSucceeded a", "ExecutionPaused")
                .when(checkpointWith(1, 0, "client", succeedStep("a", "1")))
                .thenVerdict(new Verdict.StaleCheckpoint())
                .when(checkpointWith(1, 1, "", startStep("b")))
                .thenVerdict(new Verdict.StaleCheckpoint())
                .when(suspended())
                .thenEvents("InvocationCompleted")
                .thenLane(1, Invocation.IDLE)
                .when(resumed())
                .thenEffects("Dispatch 2", "PublishSummary RUNNING");
    }

    @Test
    void whatAnInvocationThatWasToldToStopReturnsDoesNotCount() {
        given(started(), paused(), checkpoint(startStep("a")))
                .when(threw())
                .thenExecution(ExecutionStatus.PAUSED)
                .thenEvents("InvocationCompleted");
        given(started(), paused(), checkpoint(startStep("a")))
                .when(returned("r"))
                .thenExecution(ExecutionStatus.PAUSED);
    }

    @Test
    void resumedBeforeItsLastInvocationHasEndedTheNextOneFencesItOff() {
        given(started(), paused(), checkpoint(startStep("a")))
                .when(resumed())
                .thenLane(2, Invocation.READY)
                .thenEffects("Dispatch 2", "PublishSummary RUNNING")
                .when(endedIn(1, new InvocationOutcome.Failed(Asked.BROKEN)))
                .thenVerdict(Verdict.Stale.class)
                .thenExecution(ExecutionStatus.RUNNING);
    }

    @Test
    void anInvocationThatEndsBeforeItChecksInEndsAsEver() {
        given(started(), paused())
                .when(returned("r"))
                .thenExecution(ExecutionStatus.SUCCEEDED)
                .thenEvents("InvocationCompleted", "ExecutionSucceeded");
        given(started(), checkpoint(startWait("w", ofSeconds(9))), paused())
                .when(suspended())
                .thenExecution(ExecutionStatus.PAUSED)
                .thenEvents("InvocationCompleted", "ExecutionPaused");
    }

    @Test
    void whatAnInvocationWasNotToldOfIsDueWhenItIsResumed() {
        given(started(), checkpoint(startWait("w", ofSeconds(1))), paused(), passed(ofSeconds(1)), dueTimersFired())
                .when(suspendedHavingSeen(2))
                .thenExecution(ExecutionStatus.PAUSED)
                .thenLane(1, Invocation.IDLE)
                .when(resumed())
                .thenNextInvocationIsToldOf("w");
    }

    @Test
    void aPauseThatHasNotTakenEffectIsTakenBack() {
        given(started(), paused())
                .when(resumed())
                .thenExecution(ExecutionStatus.RUNNING)
                .thenEvents()
                .when(checkpointAs("client", startStep("a")))
                .thenVerdict(verdict -> !((Verdict.CheckpointAccepted) verdict).closed());
    }

    @Test
    void anInvocationThatCrashesWhilePausingIsRetriedWhenItIsResumed() {
        given(started(), paused())
                .when(crashed())
                .thenExecution(ExecutionStatus.PAUSED)
                .thenLane(1, Invocation.BACKING_OFF)
                .when(passed(ofSeconds(60)), dueTimersFired())
                .thenEffects()
                .thenLane(1, Invocation.IDLE)
                .when(resumed())
                .thenEffects("Dispatch 2", "PublishSummary RUNNING");
    }

    @Test
    void anInvocationThatIsLostWhilePausingIsDueWhenItIsResumed() {
        given(started(), ownerElected("node-2"), paused())
                .when(lost(1, 1))
                .thenExecution(ExecutionStatus.PAUSED)
                .thenEvents("InvocationCompleted", "ExecutionPaused")
                .thenEffects("PublishSummary PAUSED")
                .when(resumed())
                .thenLane(2, Invocation.READY);
    }

    @Test
    void itsTimeoutStandsStillIfThatWasAskedFor() {
        given(started(AN_HOUR), checkpoint(startWait("w", ofDays(2))), suspended())
                .when(passed(ofSeconds(600)), pausedWithItsTimeout())
                .thenTimers("WAIT w at PT48H")
                .when(passed(ofHours(10)), resumed())
                .thenTimers("EXECUTION_TIMEOUT at PT11H", "WAIT w at PT48H");
    }

    @Test
    void itsTimeoutRunsOnIfNot() {
        given(started(AN_HOUR), checkpoint(startWait("w", ofDays(2))), suspended(), paused())
                .when(passed(ofHours(1)), dueTimersFired())
                .thenExecution(ExecutionStatus.TIMED_OUT)
                .thenEvents("ExecutionTimedOut");
    }

    @Test
    void pausedItCanBeStoppedAndEndedItCannotBePaused() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))), suspended(), pausedWithItsTimeout())
                .when(stopped())
                .thenExecution(ExecutionStatus.STOPPED)
                .thenTimers("PURGE at PT336H")
                .when(paused())
                .thenVerdict(new Verdict.WrongStatus(ExecutionStatus.STOPPED))
                .when(resumed())
                .thenVerdict(new Verdict.WrongStatus(ExecutionStatus.STOPPED));
        given().when(paused()).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
        given().when(resumed()).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
    }

    @Test
    void onlyAnEndedExecutionIsDeletedAndThenNothingOfItIsLeft() {
        given(started())
                .when(deleted())
                .thenVerdict(new Verdict.WrongStatus(ExecutionStatus.RUNNING))
                .when(returned("r"), passed(ofSeconds(5)), deleted())
                .thenVerdict(new Verdict.DeletionAccepted(Folding.START.plusSeconds(5)))
                .thenExecution(ExecutionStatus.DELETING)
                .when(deleted())
                .thenVerdict(new Verdict.DeletionAccepted(Folding.START.plusSeconds(5)))
                .thenEffects()
                .when(dueTimersFired())
                .thenEffects("RetractSummary")
                .thenNothingIsLeftBut();
        given().when(deleted()).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
    }
}
