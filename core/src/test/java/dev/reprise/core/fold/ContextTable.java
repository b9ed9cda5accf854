package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Asked.invoke;
import static dev.reprise.core.fold.Asked.signalIn;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.fold.Happened.dueTimersFired;
import static dev.reprise.core.fold.Happened.invokeEnded;
import static dev.reprise.core.fold.Happened.passed;
import static dev.reprise.core.fold.Happened.returned;
import static dev.reprise.core.fold.Happened.signalled;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Lane.Invocation;
import org.junit.jupiter.api.Test;

/** Protocol reference, sections 5.8 to 5.11. */
abstract class ContextTable {
    @Test
    void aContextStartsAndSucceeds() {
        given(started())
                .when(checkpoint(startContext("c")), checkpoint(succeedContext("c", "r")))
                .thenOperation("c", SUCCEEDED, new ContextDetails(false, Payload.of("r"), null))
                .thenEvents("ContextStarted c", "ContextSucceeded c");
    }

    @Test
    void aContextStartsAndFailsInOneCheckpoint() {
        given(started())
                .when(checkpoint(startContext("c"), failContext("c")))
                .thenOperation("c", FAILED, new ContextDetails(false, null, BROKEN))
                .thenEvents("ContextStarted c", "ContextFailed c");
    }

    @Test
    void aContextStartsOnceAndEndsOnce() {
        given(started(), checkpoint(startContext("c")))
                .when(checkpoint(startContext("c")))
                .thenRejected("Cannot start a CONTEXT that already exist.")
                .when(checkpoint(succeedContext("d", "r")))
                .thenRejected("Invalid current CONTEXT state to close.")
                .when(checkpoint(succeedContext("c", "r")), checkpoint(failContext("c")))
                .thenVerdict(new Verdict.InvalidCheckpoint("Invalid current CONTEXT state to close."));
    }

    @Test
    void theParentMustBeAContextThatIsThereOrEarlierInTheBatch() {
        given(started())
                .when(checkpoint(startStep(in("c", "a"))))
                .thenRejected("Invalid parent operation id.")
                .when(checkpoint(startStep(in("c", "a")), startContext("c")))
                .thenRejected("Invalid parent operation id.")
                .when(checkpoint(startStep("b"), startStep(in("b", "a"))))
                .thenRejected("Invalid parent operation id.")
                .when(checkpoint(startContext("c"), startStep(in("c", "a"))))
                .thenAnswer("c", "a");
    }

    @Test
    void aCompletedContextLeavesAllItsDescendantsOutOfReplay() {
        given(started(), checkpoint(startContext("c"), startContext(in("c", "d")), succeedStep(in("d", "a"), "1")))
                .when(checkpoint(succeedContext("c", "r")))
                .thenAnswer("c")
                .thenPruned("d", "a")
                .thenOperation("a", SUCCEEDED)
                .thenOperation("d", STARTED);
    }

    @Test
    void aContextToBeReplayedKeepsItsDescendants() {
        given(started(), checkpoint(startContext("c"), succeedStep(in("c", "a"), "1")))
                .when(checkpoint(succeedContextToBeReplayed("c")))
                .thenOperation("c", SUCCEEDED, new ContextDetails(true, null, null))
                .thenPruned();
    }

    @Test
    void aContextToBeReplayedGoesWithTheOneAroundIt() {
        given(
                        started(),
                        checkpoint(startContext("c"), startContext(in("c", "d")), succeedStep(in("d", "a"), "1")),
                        checkpoint(succeedContextToBeReplayed("d")))
                .when(checkpoint(succeedContext("c", "r")))
                .thenPruned("d", "a");
    }

    @Test
    void aFailedContextLeavesItsDescendantsOutToo() {
        given(started(), checkpoint(startContext("c"), startStep(in("c", "a"))))
                .when(checkpoint(failContext("c")))
                .thenPruned("a");
    }

    @Test
    void whatIsLeftOutGoesOnAndEndsInHistoryButWakesNobody() {
        given(
                        started(),
                        checkpoint(
                                startContext("c"),
                                startWait(in("c", "w"), ofSeconds(5)),
                                startCallback(in("c", "b")),
                                invoke(in("c", "i"), ChainedInvokeTable.CHILD),
                                startWait("v", ofSeconds(60))))
                .when(checkpoint(succeedContext("c", "r")))
                .thenPruned("w", "b", "i")
                .thenTimers("WAIT w at PT5S", "WAIT v at PT1M", "EXECUTION_TIMEOUT at PT8784H")
                .when(answered("b", "late"))
                .thenVerdict(new Verdict.CallbackAccepted())
                .thenEvents("CallbackSucceeded b")
                .thenEffects()
                .when(invokeEnded("i", SUCCEEDED))
                .thenEvents("ChainedInvokeSucceeded i")
                .thenEffects()
                .when(suspended(), passed(ofSeconds(5)), dueTimersFired())
                .thenEvents("InvocationCompleted", "WaitSucceeded w")
                .thenLane(1, Invocation.IDLE)
                .thenEffects()
                .thenOperation("b", SUCCEEDED, new CallbackDetails("callback-b", null, null, null, null, null));
    }

    @Test
    void nothingIsPendingWhenOnlyWhatIsLeftOutIs() {
        given(started(), checkpoint(startContext("c"), startWait(in("c", "w"), ofSeconds(5))))
                .when(checkpoint(succeedContext("c", "r")), suspended())
                .thenLane(1, Invocation.BACKING_OFF);
    }

    @Test
    void aSignalIsNotGivenToAWaitThatIsLeftOut() {
        given(
                        started(),
                        checkpoint(startContext("c"), startCallback(signalIn("c", "s", "go"))),
                        checkpoint(succeedContext("c", "r")))
                .when(signalled("go", "1"))
                .thenOperation("s", CANCELLED)
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void theEndOfTheExecutionTakesTheTimersOfWhatIsLeftOut() {
        given(started(), checkpoint(startContext("c"), startWait(in("c", "w"), ofSeconds(5))))
                .when(checkpoint(succeedContext("c", "r")), returned("done"))
                .thenTimers("PURGE at PT336H");
    }

    @Test
    void whatIsLeftOutIsNotNewsToTheCode() {
        given(started(), checkpoint(startContext("c"), startCallback(in("c", "b"))), answered("b", "yes"))
                .when(checkpoint(succeedContext("c", "r")))
                .thenAnswer("c");
    }

    @Test
    void aLateBranchOfACompletedContextCountsInHistoryAlone() {
        given(started(), checkpoint(startContext("c"), startStep(in("c", "a"))), checkpoint(succeedContext("c", "r")))
                .when(checkpoint(succeedStep(in("c", "a"), "late")))
                .thenAnswer()
                .thenEvents("StepSucceeded a")
                .thenOperation("a", SUCCEEDED, new StepDetails(1, null, null, null, null))
                .thenPruned("a");
    }

    @Test
    void aStepThatIsLeftOutIsStillNoParent() {
        given(started(), checkpoint(startContext("c"), startStep(in("c", "a"))), checkpoint(succeedContext("c", "r")))
                .when(checkpoint(startStep(in("a", "b"))))
                .thenRejected("Invalid parent operation id.");
    }

    @Test
    void theExecutionEndsByCheckpoint() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))))
                .when(checkpoint(succeedStep("a", "1"), succeedExecution("big")))
                .thenVerdict(new Verdict.CheckpointAccepted(1, 1, true, java.util.List.of()))
                .thenOperation(EXECUTION.toString(), SUCCEEDED)
                .thenOperation("w", STARTED)
                .thenEvents("StepSucceeded a", "ExecutionSucceeded")
                .thenEffects("PublishSummary SUCCEEDED");
        given(started())
                .when(checkpoint(failExecution()))
                .thenOperation(EXECUTION.toString(), OperationStatus.FAILED)
                .thenEvents("ExecutionFailed");
    }

    @Test
    void nothingComesAfterTheEnd() {
        given(started())
                .when(checkpoint(succeedExecution("r"), startStep("a")))
                .thenRejected("EXECUTION checkpoint must be the last update.")
                .when(checkpoint(succeedExecution("r"), failExecution()))
                .thenRejected("Cannot checkpoint multiple EXECUTION updates.");
    }
}
