package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Protocol reference, sections 5.5 and 5.6. */
abstract class WaitAndCallbackTable {
    @Test
    void aWaitEndsWhenItsTimeHasCome() {
        given(started(), checkpoint(startWait("w", ofSeconds(10))), suspended())
                .when(passed(ofSeconds(10)), dueTimersFired())
                .thenVerdict(new Verdict.Done())
                .thenOperation("w", SUCCEEDED, new WaitDetails(Folding.START.plusSeconds(10)))
                .thenEvents("WaitSucceeded w")
                .thenEffects("Dispatch 2")
                .thenTimers("EXECUTION_TIMEOUT at PT8784H");
    }

    @Test
    void aWaitThatEndsWhileTheCodeRunsIsToldByTheNextCheckpoint() {
        given(started(), checkpoint(startWait("w", ofSeconds(10))))
                .when(passed(ofSeconds(10)), dueTimersFired())
                .thenEffects("TellNews")
                .when(checkpoint())
                .thenAnswer("w");
    }

    @Test
    void aWaitIsCancelled() {
        given(started(), checkpoint(startWait("w", ofSeconds(10))))
                .when(checkpoint(cancelWait("w")))
                .thenOperation("w", CANCELLED)
                .thenEvents("WaitCancelled w")
                .thenTimers("EXECUTION_TIMEOUT at PT8784H")
                .when(checkpoint(cancelWait("w")))
                .thenRejected("Cannot cancel a WAIT that does not exist or has already completed.");
    }

    @Test
    void aWaitStartsOnce() {
        given(started(), checkpoint(startWait("w", ofSeconds(10))))
                .when(checkpoint(startWait("w", ofSeconds(10))))
                .thenRejected("Cannot start a WAIT that already exist.")
                .when(checkpoint(cancelWait("another")))
                .thenRejected("Cannot cancel a WAIT that does not exist or has already completed.");
    }

    @Test
    void timesThatNoClockReachesAreNotEvenRecords() {
        assertThatThrownBy(() -> startWait("w", Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> startWait("w", Duration.ZERO)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> retryStep("a", Duration.ofDays(365_000))).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> startCallback("c", ofSeconds(-1), null)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aTimerNeverFiresBeforeAFractionOfAMillisecond() {
        given(started(), checkpoint(startWait("w", Duration.ofNanos(1_500_001))), suspended())
                .thenTimers("WAIT w at PT0.002S", "EXECUTION_TIMEOUT at PT8784H")
                .when(passed(ofMillis(2)), dueTimersFired())
                .thenOperation("w", SUCCEEDED);
    }

    @Test
    void aCallbackIsAnsweredOnce() {
        given(started(), checkpoint(startCallback("c")), suspended())
                .when(answered("c", "yes"))
                .thenVerdict(new Verdict.CallbackAccepted())
                .thenOperation(
                        "c", SUCCEEDED, new CallbackDetails("callback-c", null, null, null, Payload.of("yes"), null))
                .thenEvents("CallbackSucceeded c")
                .thenEffects("Dispatch 2")
                .when(answered("c", "no"))
                .thenVerdict(new Verdict.CallbackClosed())
                .thenEvents()
                .thenEffects();
    }

    @Test
    void aCallbackFailsAsItsAnswerSays() {
        given(started(), checkpoint(startCallback("c")), suspended())
                .when(refused("c"))
                .thenOperation("c", FAILED, new CallbackDetails("callback-c", null, null, null, null, BROKEN))
                .thenEvents("CallbackFailed c");
    }

    @Test
    void aCallbackThatIsAnsweredBeforeTheCodeHearsOfItIsToldWithTheNextCheckpoint() {
        given(started(), checkpoint(startCallback("c")))
                .when(answered("c", "yes"))
                .thenEffects("TellNews")
                .when(checkpoint(startStep("a")))
                .thenAnswer("a", "c");
    }

    @Test
    void aCallbackStartsOnceAndItsAbsentAnswerOrUnknownIdIsRefused() {
        given(started(), checkpoint(startCallback("c")))
                .when(checkpoint(startCallback("c")))
                .thenRejected("Cannot start a CALLBACK that already exist.")
                .when(answered("d", "yes"))
                .thenVerdict(new Verdict.CallbackClosed());
        given().when(answered("c", "yes")).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
        given().when(heartbeat("c")).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
    }

    @Test
    void aStepIsNoCallback() {
        given(started(), checkpoint(startStep("a")))
                .when(answered("a", "yes"))
                .thenVerdict(new Verdict.CallbackClosed());
    }

    @Test
    void aCallbackTimesOut() {
        given(started(), checkpoint(startCallback("c", ofSeconds(60), null)), suspended())
                .when(passed(ofSeconds(60)), dueTimersFired())
                .thenOperation(
                        "c",
                        TIMED_OUT,
                        new CallbackDetails(
                                "callback-c", Folding.START.plusSeconds(60), null, null, null, Callbacks.TIMEOUT))
                .thenEvents("CallbackTimedOut c")
                .thenEffects("Dispatch 2");
    }

    @Test
    void aZeroTimeoutIsNone() {
        given(started())
                .when(checkpoint(startCallback("c", Duration.ZERO, Duration.ZERO)))
                .thenTimers("EXECUTION_TIMEOUT at PT8784H");
    }

    @Test
    void aHeartbeatPutsOffItsDeadlineButNotTheTimeout() {
        given(started(), checkpoint(startCallback("c", ofSeconds(60), ofSeconds(10))), suspended())
                .when(passed(ofSeconds(9)), heartbeat("c"))
                .thenVerdict(new Verdict.CallbackAccepted())
                .thenEvents()
                .thenEffects()
                .thenTimers(
                        "CALLBACK_HEARTBEAT c at PT19S", "CALLBACK_TIMEOUT c at PT1M", "EXECUTION_TIMEOUT at PT8784H")
                .when(passed(ofSeconds(10)), dueTimersFired())
                .thenOperation(
                        "c",
                        TIMED_OUT,
                        new CallbackDetails(
                                "callback-c",
                                Folding.START.plusSeconds(60),
                                ofSeconds(10),
                                null,
                                null,
                                Callbacks.HEARTBEAT))
                .thenTimers("EXECUTION_TIMEOUT at PT8784H");
    }

    @Test
    void aHeartbeatThatNobodyAskedForChangesNothing() {
        given(started(), checkpoint(startCallback("c")))
                .when(heartbeat("c"))
                .thenVerdict(new Verdict.CallbackAccepted())
                .thenTimers("EXECUTION_TIMEOUT at PT8784H");
    }

    @Test
    void anAnswerOrHeartbeatAfterADeadlineIsRefusedEvenBeforeTheTimerHasFired() {
        given(started(), checkpoint(startCallback("c", ofSeconds(60), null)), passed(ofSeconds(60)))
                .when(answered("c", "late"))
                .thenVerdict(new Verdict.CallbackClosed())
                .when(heartbeat("c"))
                .thenVerdict(new Verdict.CallbackClosed());
        given(started(), checkpoint(startCallback("c", null, ofSeconds(5))), passed(ofSeconds(5)))
                .when(answered("c", "late"))
                .thenVerdict(new Verdict.CallbackClosed());
    }

    @Test
    void bothDeadlinesInOneRecordCountOnce() {
        given(started(), checkpoint(startCallback("c", ofSeconds(5), ofSeconds(5))), suspended())
                .when(passed(ofSeconds(5)), dueTimersFired())
                .thenEvents("CallbackTimedOut c")
                .thenEffects("Dispatch 2")
                .thenLane(2, Invocation.READY);
    }

    @Test
    void aWaitWhoseEndIsNoticedLateWasAsLongAsItWasToBe() {
        given(started(), checkpoint(startWait("w", ofSeconds(10))), suspended())
                .when(passed(ofSeconds(13)), dueTimersFired())
                .thenEvent(4, new Happening.WaitSucceeded(ofSeconds(10)));
    }

    @Test
    void severalTimersInOneRecordWakeTheExecutionOnce() {
        given(started(), checkpoint(startWait("v", ofSeconds(5)), startWait("w", ofSeconds(6))), suspended())
                .when(passed(ofSeconds(7)), dueTimersFired())
                .thenEvents("WaitSucceeded v", "WaitSucceeded w")
                .thenEffects("Dispatch 2", "TellNews")
                .when(suspendedHavingSeen(0))
                .thenNextInvocationIsToldOf("w");
    }

    @Test
    void theTimeoutOfTheExecutionEndsItsOtherTimersInTheSameRecord() {
        given(started(), checkpoint(startWait("w", Duration.ofDays(366))), suspended())
                .when(passed(Duration.ofDays(366)), dueTimersFired())
                .thenTimers("PURGE at PT9120H");
    }

    @Test
    void aTimerOfNoExecutionIsIgnored() {
        given().when(fired(new dev.reprise.core.state.Timer(Folding.START, EXECUTION, TimerKind.WAIT, ref("w").id())))
                .thenVerdict(Verdict.Stale.class);
    }
}
