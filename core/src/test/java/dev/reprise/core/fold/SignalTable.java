package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict.SignalRefused.Reason;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.state.Row;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signals: waits for them, and what becomes of those that nobody waits for. */
abstract class SignalTable {
    private static CallbackDetails got(String payload) {
        return new CallbackDetails("callback-s", null, null, null, Payload.of(payload), null);
    }

    @Test
    void aSignalWakesTheCodeThatWaitsForIt() {
        given(started(), checkpoint(waitForSignal("s", "approval")), suspended())
                .when(signalled("approval", "yes"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, false))
                .thenOperation("s", SUCCEEDED, got("yes"))
                .thenEvents("CallbackSucceeded s")
                .thenEffects("Dispatch 2")
                .thenNextInvocationIsToldOf("s");
    }

    @Test
    void anEarlySignalIsKeptUntilTheCodeWaits() {
        given(started())
                .when(signalled("approval", "yes"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true))
                .thenEffects()
                .when(checkpoint(waitForSignal("s", "approval")))
                .thenAnswer("s")
                .thenOperation("s", SUCCEEDED, got("yes"))
                .thenEvents("CallbackStarted s", "CallbackSucceeded s");
    }

    @Test
    void signalsOfOneNameAreTakenInTheOrderTheyCame() {
        given(started(), signalled("approval", "first"), signalled("other", "x"), signalled("approval", "second"))
                .when(checkpoint(waitForSignal("s", "approval")))
                .thenOperation("s", SUCCEEDED, got("first"))
                .when(checkpoint(waitForSignal("t", "approval")))
                .thenOperation(
                        "t",
                        SUCCEEDED,
                        new CallbackDetails("callback-t", null, null, null, Payload.of("second"), null));
    }

    @Test
    void theOldestWaitIsServedFirst() {
        given(started(), checkpoint(waitForSignal("t", "approval"), waitForSignal("s", "approval")), suspended())
                .when(signalled("approval", "yes"))
                .thenOperation("t", SUCCEEDED)
                .thenOperation("s", STARTED);
    }

    @Test
    void aSignalOfAnotherNameWakesNobody() {
        given(started(), checkpoint(waitForSignal("s", "approval")), suspended())
                .when(signalled("approva", "no"), signalled("approval2", "no"))
                .thenOperation("s", STARTED)
                .thenEffects();
    }

    @Test
    void aSignalWithoutAWaiterKeepsForTheExecutionThatIsNamed() {
        given(started())
                .when(record(new SignalReceived(
                        new SignalTarget.ById(EXECUTION), new SignalName("approval"), null, Payload.of("1"), null)))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void aRepeatedSignalIdCountsOnce() {
        given(started(), signalledWithId("approval", "id-1", "yes"))
                .when(signalledWithId("approval", "id-1", "yes"))
                .thenVerdict(new Verdict.SignalRepeated())
                .when(signalledWithId("approval", "id-2", "yes"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void aRepeatedRecordOfTheSignalsTopicCountsOnce() {
        given(started(), relayed("approval", 7, "yes"))
                .thenRow(new Row.Relayed("signals", 0), 7L)
                .when(relayed("approval", 7, "yes"))
                .thenVerdict(new Verdict.SignalRepeated())
                .when(relayed("approval", 6, "older"))
                .thenVerdict(new Verdict.SignalRepeated())
                .when(relayed("approval", 8, "no"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true))
                .thenRow(new Row.Relayed("signals", 0), 8L);
    }

    @Test
    void aRecordOfTheSignalsTopicThatOvertakesTheOneBeforeItIsTakenInAfterIt() {
        given(started(), relayed("approval", 4, "first"))
                .when(relayedAfter(5, "approval", 7, "third"))
                .thenVerdict(new Verdict.SignalTooEarly())
                .thenRow(new Row.Relayed("signals", 0), 4L)
                .thenEffects()
                .when(relayed("approval", 5, "second"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true))
                .when(relayedAfter(5, "approval", 7, "third"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true))
                .thenRow(new Row.Relayed("signals", 0), 7L)
                .when(relayedAfter(5, "approval", 7, "third"))
                .thenVerdict(new Verdict.SignalRepeated());
    }

    @Test
    void theFirstOfAllRecordsOfTheSignalsTopicIsNotTakenInAfterOneThatNeverCame() {
        given(started())
                .when(relayedAfter(0, "approval", 1, "second"))
                .thenVerdict(new Verdict.SignalTooEarly())
                .when(relayed("approval", 1, "second"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void aRecordOfTheSignalsTopicMayFollowOneThatWasRefused() {
        given(started(), returned("done"), relayed("approval", 3, "late"))
                .when(relayedAfter(3, "approval", 4, "later"))
                .thenVerdict(new Verdict.SignalRefused(Reason.EXECUTION_FINISHED));
    }

    @Test
    void aSignalForNobodyIsRefusedAndARelayedOnePutAside() {
        given().when(signalled("approval", "yes"))
                .thenVerdict(new Verdict.SignalRefused(Reason.UNKNOWN_EXECUTION))
                .thenEffects()
                .when(relayed("approval", 3, "yes"))
                .thenVerdict(new Verdict.SignalRefused(Reason.UNKNOWN_EXECUTION))
                .thenEffects("DeadLetter UNKNOWN_EXECUTION")
                .thenRow(new Row.Relayed("signals", 0), 3L)
                .when(relayed("approval", 3, "yes"))
                .thenVerdict(new Verdict.SignalRepeated())
                .thenEffects();
    }

    @Test
    void aSignalToAnEndedExecutionIsRefusedUnlessItIsARepetition() {
        given(started(), signalledWithId("approval", "id-1", "yes"), returned("done"))
                .when(signalled("approval", "late"))
                .thenVerdict(new Verdict.SignalRefused(Reason.EXECUTION_FINISHED))
                .when(relayed("approval", 1, "late"))
                .thenEffects("DeadLetter EXECUTION_FINISHED")
                .when(signalledWithId("approval", "id-1", "yes"))
                .thenVerdict(new Verdict.SignalRepeated());
    }

    @Test
    void onlySoManySignalsAreKept() {
        var full = given(started())
                .when(IntStream.range(0, Signals.MAX_BUFFERED)
                        .mapToObj(i -> signalled("approval", "x"))
                        .toArray(Happened[]::new));
        full.when(relayed("approval", 1, "x"))
                .thenVerdict(new Verdict.SignalRefused(Reason.BUFFER_FULL))
                .thenEffects("DeadLetter BUFFER_FULL");
        full.when(checkpoint(waitForSignal("s", "approval")), signalled("approval", "x"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
        full.when(checkpoint(waitForSignal("t", "other")), signalled("other", "awaited"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, false));
    }

    @Test
    void onlySoManyBytesOfSignalsAreKept() {
        given(started(), signalled("big", "x".repeat((int) Signals.MAX_BUFFERED_BYTES - 1)))
                .when(signalled("big", "xx"))
                .thenVerdict(new Verdict.SignalRefused(Reason.BUFFER_FULL))
                .when(signalled("big", "x"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void aSignalWaitTimesOutAndASignalAfterwardsIsKept() {
        given(started(), checkpoint(waitForSignal("s", "approval", ofHours(72))), suspended())
                .when(passed(ofHours(72)), dueTimersFired())
                .thenOperation("s", TIMED_OUT)
                .thenEffects("Dispatch 2")
                .when(signalled("approval", "late"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void aSignalWaitMayBeAnsweredAsTheCallbackItIs() {
        given(started(), checkpoint(waitForSignal("s", "approval")), suspended())
                .when(answered("s", "yes"))
                .thenOperation("s", SUCCEEDED)
                .when(signalled("approval", "next"))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true));
    }

    @Test
    void aWaitForASignalThatNobodyCanNameIsNotEvenARecord() {
        assertThatThrownBy(() -> signalRef("s", "Freigabe für Müller")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> signalRef("s", "")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void eachPartitionOfTheSignalsTopicHasAPositionOfItsOwn() {
        given(started(), relayed("approval", 7, "yes"))
                .when(record(signal("approval", null, "yes", new SignalSource("signals", 1, 7, null))))
                .thenVerdict(new Verdict.SignalAccepted(EXECUTION, true))
                .thenRow(new Row.Relayed("signals", 1), 7L);
    }
}
