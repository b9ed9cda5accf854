package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.OperationId;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Row;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Protocol reference, sections 8 and 9.4: starts, ends, what is kept and for how long. */
abstract class LifecycleTable {
    private static final dev.reprise.core.ExecutionId SECOND =
            new dev.reprise.core.ExecutionId(3, UUID.fromString("018f2c2e-7d0a-7c1e-9f0a-000000000009"));

    @Test
    void aStartBeginsTheFirstInvocation() {
        given().when(started())
                .thenVerdict(new Verdict.Started(EXECUTION, true, ExecutionStatus.RUNNING))
                .thenOperation(EXECUTION.toString(), STARTED)
                .thenLane(1, Invocation.READY)
                .thenNextInvocationIsToldOf()
                .thenEvents("ExecutionStarted")
                .thenEffects("Dispatch 1", "PublishSummary RUNNING")
                .thenTimers("EXECUTION_TIMEOUT at PT8784H");
    }

    @Test
    void aRepeatedStartIsAnsweredLikeTheFirst() {
        given(started())
                .when(started(SECOND, Terms.DEFAULT, "digest", null))
                .thenVerdict(new Verdict.Started(EXECUTION, false, ExecutionStatus.RUNNING))
                .thenEvents()
                .thenEffects()
                .when(returned("r"), started())
                .thenVerdict(new Verdict.Started(EXECUTION, false, ExecutionStatus.SUCCEEDED));
    }

    @Test
    void aNameIsTakenForEveryOtherInputAndEveryOtherParent() {
        given(started())
                .when(started(SECOND, Terms.DEFAULT, "another digest", null))
                .thenVerdict(new Verdict.NameTaken(EXECUTION))
                .when(started(SECOND, Terms.DEFAULT, "digest", PARENT))
                .thenVerdict(new Verdict.NameTaken(EXECUTION));
    }

    @Test
    void aStopEndsTheExecutionAtOnceAndOnce() {
        given(
                        started(),
                        checkpoint(
                                startWait("w", ofSeconds(9)), waitForSignal("s", "go"), retryStep("a", ofSeconds(1))))
                .when(stopped())
                .thenVerdict(new Verdict.Stopped(Folding.START, ExecutionStatus.STOPPED))
                .thenOperation(EXECUTION.toString(), STOPPED)
                .thenOperation("w", STARTED)
                .thenOperation("s", STARTED)
                .thenOperation("a", PENDING)
                .thenEvents("ExecutionStopped")
                .thenEffects("PublishSummary STOPPED")
                .thenTimers("PURGE at PT336H")
                .when(passed(ofSeconds(5)), stopped())
                .thenVerdict(new Verdict.Stopped(Folding.START, ExecutionStatus.STOPPED))
                .thenEvents();
        given().when(stopped()).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
    }

    @Test
    void aStoppedExecutionListensToNobody() {
        given(started(), checkpoint(startCallback("c")), stopped())
                .when(checkpointWith(1, 1, "", startStep("a")))
                .thenVerdict(new Verdict.StaleCheckpoint())
                .when(answered("c", "yes"))
                .thenVerdict(new Verdict.CallbackClosed())
                .when(heartbeat("c"))
                .thenVerdict(new Verdict.CallbackClosed())
                .when(endedIn(1, new InvocationOutcome.Suspended(9)))
                .thenVerdict(Verdict.Stale.class)
                .thenEvents();
    }

    @Test
    void anExecutionTimesOut() {
        given(
                        started(new Terms(ofSeconds(30), ofHours(1), 10, 1_000, 1_000, 0)),
                        checkpoint(startCallback("c", ofHours(1), ofHours(2))))
                .when(passed(ofSeconds(30)), dueTimersFired())
                .thenExecution(ExecutionStatus.TIMED_OUT)
                .thenOperation(EXECUTION.toString(), TIMED_OUT)
                .thenOperation("c", STARTED)
                .thenEvents("ExecutionTimedOut")
                .thenEffects("PublishSummary TIMED_OUT")
                .thenTimers("PURGE at PT1H30S");
    }

    @Test
    void everyEndLeavesNoTimerButThePurge() {
        var busy = new Happened[] {
            started(),
            checkpoint(
                    startWait("w", ofSeconds(9)),
                    startCallback("c", ofSeconds(8), ofSeconds(7)),
                    waitForSignal("s", "go", ofSeconds(6)),
                    retryStep("a", ofSeconds(5)))
        };
        given(busy).when(returned("r")).thenTimers("PURGE at PT336H");
        given(busy).when(threw()).thenTimers("PURGE at PT336H");
        given(busy).when(answeredNonsense()).thenTimers("PURGE at PT336H");
        given(busy).when(checkpoint(succeedExecution("r"))).thenTimers("PURGE at PT336H");
        given(busy).when(checkpoint(failExecution())).thenTimers("PURGE at PT336H");
        given(busy).when(stopped()).thenTimers("PURGE at PT336H");
        given(busy)
                .when(checkpoint(startWait("v", ofSeconds(3)), succeedExecution("r")))
                .thenTimers("PURGE at PT336H");
    }

    @Test
    void anEndedExecutionIsPurgedAfterItsRetention() {
        given(
                        started(),
                        signalledWithId("go", "id", "kept"),
                        checkpoint(startContext("c"), startStep(in("c", "a")), waitForSignal("s", "other")),
                        returned("r"))
                .when(passed(Duration.ofDays(14)), dueTimersFired())
                .thenEffects("RetractSummary")
                .thenNothingIsLeftBut()
                .when(started(SECOND, Terms.DEFAULT, "another digest", null))
                .thenVerdict(new Verdict.Started(SECOND, true, ExecutionStatus.RUNNING));
    }

    @Test
    void aCalledExecutionThatWasPurgedIsNotStartedAgainByTheSameCall() {
        var called = started(EXECUTION, Terms.DEFAULT, "digest", new ParentLink(SECOND, new OperationId("i")));
        given(called, returned("r"), deleted(), dueTimersFired())
                .when(called)
                .thenVerdict(new Verdict.Started(EXECUTION, false, ExecutionStatus.DELETING))
                .thenEffects()
                .when(passed(Duration.ofDays(7)), dueTimersFired())
                .thenNothingIsLeftBut(new Row.Outbox(new OutgoingId(1, 0)));
    }

    @Test
    void theNameOfACalledExecutionThatWasPurgedIsFree() {
        var called = started(EXECUTION, Terms.DEFAULT, "digest", new ParentLink(SECOND, new OperationId("i")));
        given(called, returned("r"), deleted(), dueTimersFired())
                .when(started(SECOND, Terms.DEFAULT, "digest", null))
                .thenVerdict(new Verdict.Started(SECOND, true, ExecutionStatus.RUNNING));
    }

    @Test
    void aLargeExecutionIsPurgedInSlices() {
        var steps =
                IntStream.range(0, 700).mapToObj(i -> startStep("step-" + i)).toArray(OperationUpdate[]::new);
        var purged = given(started(), checkpoint(steps), returned("r"))
                .when(passed(Duration.ofDays(14)), dueTimersFired())
                .thenExecution(ExecutionStatus.SUCCEEDED)
                .thenEffects()
                .thenTimers("PURGE at PT336H")
                .when(started())
                .thenVerdict(new Verdict.Started(EXECUTION, false, ExecutionStatus.SUCCEEDED))
                .when(dueTimersFired())
                .thenEffects();
        purged.when(dueTimersFired()).thenEffects("RetractSummary").thenNothingIsLeftBut();
    }

    @Test
    void anExecutionThatIsNotKeptIsPurgedAsSoonAsItEnds() {
        given(started(new Terms(ofHours(1), Duration.ZERO, 10, 1_000, 1_000, 0)), returned("r"))
                .when(dueTimersFired())
                .thenNothingIsLeftBut();
    }

    @Test
    void theHistoryOfAnExecutionIsInTheOrderOfTheProtocol() {
        given().when(
                        started(),
                        checkpoint(startStep("a"), retryStep("a", ofSeconds(2))),
                        suspended(),
                        passed(ofSeconds(2)),
                        dueTimersFired(),
                        checkpoint(startStep("a")),
                        checkpoint(succeedStep("a", "1"), startWait("w", ofSeconds(60))),
                        suspended(),
                        passed(ofSeconds(60)),
                        dueTimersFired(),
                        returned("ok"))
                .thenEvents(
                        "ExecutionStarted",
                        "StepStarted a",
                        "StepFailed a",
                        "InvocationCompleted",
                        "StepStarted a",
                        "StepSucceeded a",
                        "WaitStarted w",
                        "InvocationCompleted",
                        "WaitSucceeded w",
                        "InvocationCompleted",
                        "ExecutionSucceeded");
    }
}
