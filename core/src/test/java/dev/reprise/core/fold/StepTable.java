package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.state.TimerKind;
import org.junit.jupiter.api.Test;

/** Protocol reference, section 5.4. */
abstract class StepTable {
    @Test
    void aStepStartsAndSucceeds() {
        given(started())
                .when(checkpoint(startStep("a")))
                .thenAnswer("a")
                .thenOperation("a", STARTED, new StepDetails(0, null, null, null, null))
                .thenEvents("StepStarted a")
                .thenEffects()
                .when(checkpoint(succeedStep("a", "1")))
                .thenAnswer("a")
                .thenOperation("a", SUCCEEDED, new StepDetails(1, null, null, Payload.of("1"), null))
                .thenEvents("StepSucceeded a");
    }

    @Test
    void aStepStartsAndSucceedsInOneCheckpoint() {
        given(started())
                .when(checkpoint(startStep("a"), succeedStep("a", "1")))
                .thenAnswer("a")
                .thenOperation("a", SUCCEEDED)
                .thenEvents("StepStarted a", "StepSucceeded a");
    }

    @Test
    void aStepMaySucceedFailOrRetryWithoutAStart() {
        given(started())
                .when(checkpoint(succeedStep("a", "1"), failStep("b"), retryStep("c", ofSeconds(1))))
                .thenAnswer("a", "b", "c")
                .thenOperation("a", SUCCEEDED)
                .thenOperation("b", FAILED, new StepDetails(1, null, null, null, BROKEN))
                .thenOperation("c", PENDING)
                .thenEvents("StepSucceeded a", "StepFailed b", "StepFailed c");
    }

    @Test
    void aStepThatIsRetriedWaitsBecomesReadyAndRunsAgain() {
        given(started())
                .when(checkpoint(startStep("a"), retryStep("a", ofSeconds(2))))
                .thenOperation("a", PENDING, new StepDetails(1, Folding.START.plusSeconds(2), null, null, BROKEN))
                .thenTimers("STEP_RETRY a at PT2S", "EXECUTION_TIMEOUT at PT8784H")
                .when(suspended(), passed(ofSeconds(2)), dueTimersFired())
                .thenOperation("a", READY, new StepDetails(1, null, null, null, BROKEN))
                .thenEvents("InvocationCompleted")
                .thenEffects("Dispatch 2")
                .thenNextInvocationIsToldOf("a")
                .when(checkpoint(startStep("a")))
                .thenOperation("a", STARTED, new StepDetails(1, null, null, null, BROKEN))
                .when(checkpoint(succeedStep("a", "2")))
                .thenOperation("a", SUCCEEDED, new StepDetails(2, null, null, Payload.of("2"), null));
    }

    @Test
    void aConditionIsPolledWithItsState() {
        given(started())
                .when(checkpoint(pollAgain("a", ofSeconds(5), "three done")))
                .thenEvents("StepSucceeded a")
                .thenOperation(
                        "a",
                        PENDING,
                        new StepDetails(1, Folding.START.plusSeconds(5), null, Payload.of("three done"), null))
                .when(suspended(), passed(ofSeconds(5)), dueTimersFired(), checkpoint(startStep("a")))
                .thenOperation("a", STARTED, new StepDetails(1, null, null, Payload.of("three done"), null));
    }

    @Test
    void aReadyStepMayEndWithoutAnotherStart() {
        given(started(), checkpoint(retryStep("a", ofSeconds(1))), passed(ofSeconds(1)), dueTimersFired())
                .when(checkpoint(failStep("a")))
                .thenOperation("a", FAILED, new StepDetails(2, null, null, null, BROKEN));
    }

    @Test
    void aStepThatRunsOrWaitsDoesNotStart() {
        given(started(), checkpoint(startStep("a")))
                .when(checkpoint(startStep("a")))
                .thenRejected("Invalid current STEP state to start.");
        given(started(), checkpoint(retryStep("a", ofSeconds(9))))
                .when(checkpoint(startStep("a")))
                .thenRejected("Invalid current STEP state to start.");
    }

    @Test
    void aStepThatWaitsForItsRetryTakesNothing() {
        var waiting = given(started(), checkpoint(retryStep("a", ofSeconds(9))));
        waiting.when(checkpoint(succeedStep("a", "1"))).thenRejected("Invalid current STEP state to close.");
        waiting.when(checkpoint(failStep("a"))).thenRejected("Invalid current STEP state to close.");
        waiting.when(checkpoint(retryStep("a", ofSeconds(1))))
                .thenRejected("Invalid current STEP state to re-attempt.");
    }

    @Test
    void aStepThatEndedTakesNothing() {
        var ended = given(started(), checkpoint(succeedStep("a", "1")));
        ended.when(checkpoint(startStep("a"))).thenRejected("Invalid current STEP state to start.");
        ended.when(checkpoint(succeedStep("a", "2"))).thenRejected("Invalid current STEP state to close.");
        ended.when(checkpoint(retryStep("a", ofSeconds(1)))).thenRejected("Invalid current STEP state to re-attempt.");
    }

    @Test
    void aRetryTimerThatFiresEarlyOrTwiceDoesNothing() {
        given(started(), checkpoint(retryStep("a", ofSeconds(2))), suspended())
                .when(passed(ofMillis(1_999)), fired(TimerKind.STEP_RETRY))
                .thenVerdict(Verdict.Stale.class)
                .thenOperation("a", PENDING)
                .when(passed(ofMillis(1)), dueTimersFired())
                .thenVerdict(new Verdict.Done())
                .when(fired(new dev.reprise.core.state.Timer(
                        Folding.START.plusSeconds(2), EXECUTION, TimerKind.STEP_RETRY, ref("a").id())))
                .thenVerdict(Verdict.Stale.class)
                .thenEffects();
    }

    @Test
    void anInterruptedStepStaysStartedAndKeepsItsAttempts() {
        given(started(), checkpoint(startStep("a")), crashed(), passed(ofHours(1)), dueTimersFired())
                .when(checkpoint(succeedStep("a", "1")))
                .thenOperation("a", SUCCEEDED, new StepDetails(1, null, null, Payload.of("1"), null));
    }
}
