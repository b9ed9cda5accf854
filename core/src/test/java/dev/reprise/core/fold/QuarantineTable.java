package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.Terms;
import dev.reprise.core.fold.Verdict.SignalRefused.Reason;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import org.junit.jupiter.api.Test;

/** Quarantines: a record could not be folded, and its execution is left alone until somebody releases it. */
abstract class QuarantineTable {
    private static final Verdict HELD = new Verdict.Quarantined(EXECUTION);
    private static final Row<Quarantine> QUARANTINED = new Row.Quarantined(EXECUTION);

    @Test
    void fromTheRecordOnNothingAboutTheExecutionCounts() {
        given(started(), checkpoint(startStep("a"), startWait("w", ofSeconds(9))))
                .when(quarantined())
                .thenVerdict(new Verdict.Done())
                .thenRow(QUARANTINED, new Quarantine(poison(null), true))
                .thenEvents()
                .thenEffects()
                .when(checkpoint(succeedStep("a", "1")))
                .thenVerdict(HELD)
                .thenOperation("a", STARTED)
                .when(checkpoint())
                .thenVerdict(HELD)
                .when(suspended())
                .thenVerdict(HELD)
                .when(stopped())
                .thenVerdict(HELD)
                .when(paused())
                .thenVerdict(HELD)
                .when(deleted())
                .thenVerdict(HELD)
                .when(answered("a", "1"))
                .thenVerdict(HELD)
                .when(invokeEnded("a", SUCCEEDED))
                .thenVerdict(HELD)
                .thenEvents()
                .thenEffects()
                .thenExecution(ExecutionStatus.RUNNING)
                .thenLane(1, Invocation.READY);
    }

    @Test
    void aCheckpointThatWasAcceptedBeforeIsNotAnsweredAgainEither() {
        given(started(), checkpointAs("client", startStep("a")), quarantined())
                .when(checkpointWith(1, 0, "client", startStep("a")))
                .thenVerdict(HELD);
    }

    @Test
    void aSignalIsRefusedAndPutAsideWhereItCameFromATopic() {
        var refused = new Verdict.SignalRefused(Reason.EXECUTION_QUARANTINED);
        given(started(), quarantined())
                .when(signalled("approval", "yes"))
                .thenVerdict(refused)
                .thenEffects()
                .when(relayed("approval", 7, "yes"))
                .thenVerdict(refused)
                .thenEffects("DeadLetter EXECUTION_QUARANTINED")
                .when(relayed("approval", 7, "yes"))
                .thenVerdict(new Verdict.SignalRepeated())
                .thenEffects();
    }

    @Test
    void aTimerStaysArmedAndFiresAfterTheRelease() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))), suspended(), quarantined())
                .when(passed(ofSeconds(9)), dueTimersFired())
                .thenVerdict(Verdict.Stale.class)
                .thenOperation("w", STARTED)
                .thenTimers("WAIT w at PT9S", "EXECUTION_TIMEOUT at " + Terms.DEFAULT.timeout())
                .when(released(), dueTimersFired())
                .thenVerdict(new Verdict.Done())
                .thenOperation("w", SUCCEEDED)
                .thenEffects("Dispatch 2");
    }

    @Test
    void timersOfOthersFireMeanwhile() {
        given(started(), quarantined(ANOTHER, -1, null))
                .when(passed(Terms.DEFAULT.timeout()), dueTimersFired())
                .thenExecution(ExecutionStatus.TIMED_OUT);
    }

    @Test
    void aStartUnderItsNameFindsTheQuarantine() {
        given(started(), quarantined()).when(started()).thenVerdict(HELD);
        given(started(), quarantined())
                .when(started(ANOTHER, Terms.DEFAULT, "digest", null))
                .thenVerdict(HELD);
    }

    @Test
    void anExecutionThatCouldNotBeStartedKeepsItsNameUntilItIsReleased() {
        given(quarantined(EXECUTION, -1, KEY))
                .when(started(ANOTHER, Terms.DEFAULT, "digest", null))
                .thenVerdict(HELD)
                .when(relayed("approval", 7, "yes"))
                .thenEffects("DeadLetter EXECUTION_QUARANTINED")
                .when(released())
                .thenVerdict(new Verdict.Released())
                .thenNothingIsLeftBut(new Row.Relayed("signals", 0))
                .when(started())
                .thenVerdict(Verdict.Started.class);
    }

    @Test
    void releasedItsCodeIsInvokedAgainIfItWasRunning() {
        given(started(), checkpoint(startStep("a")), quarantined())
                .when(released())
                .thenVerdict(new Verdict.Released())
                .thenRow(QUARANTINED, null)
                .thenEvents("InvocationCompleted")
                .thenEffects("Dispatch 2")
                .thenLane(2, Invocation.READY)
                .when(checkpointWith(1, 1, "", succeedStep("a", "1")))
                .thenVerdict(new Verdict.StaleCheckpoint())
                .when(checkpoint(succeedStep("a", "1")))
                .thenAnswer("a");
    }

    @Test
    void releasedItSleepsOnIfItSlept() {
        given(started(), checkpoint(startWait("w", ofDays(1))), suspended(), quarantined())
                .when(released())
                .thenEvents()
                .thenEffects()
                .thenLane(1, Invocation.IDLE);
    }

    @Test
    void aPauseThatWasAskedForTakesEffectWithTheRelease() {
        given(started(), paused(), quarantined())
                .when(released())
                .thenExecution(ExecutionStatus.PAUSED)
                .thenEvents("InvocationCompleted", "ExecutionPaused");
    }

    @Test
    void anEndedExecutionIsKeptUntilItIsReleased() {
        given(started(), returned("1"), quarantined())
                .when(passed(Terms.DEFAULT.retention()), dueTimersFired())
                .thenVerdict(Verdict.Stale.class)
                .thenExecution(ExecutionStatus.SUCCEEDED)
                .when(released(), dueTimersFired())
                .thenNothingIsLeftBut();
    }

    @Test
    void whatAFormerOwnerCouldNotFoldIsItsOwnAffair() {
        given(started(), ownerElected("a"), ownerElected("b"))
                .when(quarantined(EXECUTION, 1, null))
                .thenVerdict(Verdict.Stale.class)
                .thenRow(QUARANTINED, null);
    }

    @Test
    void releasingWhatIsNotQuarantinedDoesNothing() {
        given(started())
                .when(released())
                .thenVerdict(new Verdict.Released())
                .thenEvents()
                .thenEffects();
        given().when(released()).thenVerdict(new Verdict.UnknownExecution(EXECUTION));
    }
}
