package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Asked.succeedExecution;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.fold.Happened.lastCheckpoint;
import static dev.reprise.core.fold.Happened.returned;
import static dev.reprise.core.operation.OperationStatus.*;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.reprise.core.Terms;
import dev.reprise.core.state.ExecutionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol reference, sections 3.4, 3.5 and 6: tokens, batches and limits. */
abstract class CheckpointTable {
    @Test
    void eachCheckpointUsesUpItsToken() {
        given(started())
                .when(checkpoint(startStep("a")))
                .thenVerdict(Verdict.CheckpointAccepted.class)
                .when(checkpointWith(1, 0, "", startStep("b")))
                .thenVerdict(new Verdict.StaleCheckpoint())
                .thenNoOperation("b")
                .when(checkpointWith(1, 1, "", startStep("b")))
                .thenAnswer("b");
    }

    @Test
    void anEmptyCheckpointUsesUpItsTokenToo() {
        given(started(), checkpoint())
                .thenAnswer()
                .when(checkpointWith(1, 0, "", startStep("a")))
                .thenVerdict(new Verdict.StaleCheckpoint());
    }

    @Test
    void aTokenFromTheFutureIsRefused() {
        given(started()).when(checkpointWith(1, 1, "")).thenVerdict(new Verdict.StaleCheckpoint());
        given(started()).when(checkpointWith(2, 0, "")).thenVerdict(new Verdict.StaleCheckpoint());
        given().when(checkpointWith(1, 0, "")).thenVerdict(new Verdict.StaleCheckpoint());
    }

    @Test
    void aZombieIsRefusedByItsEpoch() {
        given(started(), checkpoint(startWait("w", ofSeconds(1))), suspended(), passed(ofSeconds(1)), dueTimersFired())
                .when(checkpointWith(1, 1, "", startStep("a")))
                .thenVerdict(new Verdict.StaleCheckpoint())
                .when(checkpointWith(2, 1, "", startStep("a")))
                .thenAnswer("a");
    }

    @Test
    void nobodyMayCheckpointWhileTheExecutionSleepsOrBacksOff() {
        given(started(), checkpoint(startWait("w", ofSeconds(1))), suspended())
                .when(checkpointWith(1, 1, "", startStep("a")))
                .thenVerdict(new Verdict.StaleCheckpoint());
        given(started(), crashed())
                .when(checkpointWith(1, 0, "", startStep("a")))
                .thenVerdict(new Verdict.StaleCheckpoint());
    }

    @Test
    void aRepeatedCheckpointIsAnsweredLikeTheFirst() {
        given(started())
                .when(checkpointAs("client", startStep("a")))
                .thenAnswer("a")
                .when(checkpointWith(1, 0, "client", startStep("a")))
                .thenAnswer("a")
                .thenEvents()
                .when(checkpointAs("client-2", succeedStep("a", "1")))
                .thenAnswer("a")
                .when(checkpointWith(1, 0, "client", startStep("a")))
                .thenVerdict(new Verdict.StaleCheckpoint());
    }

    @Test
    void aRepetitionIsToldOfTheSameNews() {
        given(started(), checkpoint(startCallback("c")), answered("c", "yes"))
                .when(checkpointAs("client", startStep("a")))
                .thenAnswer("a", "c")
                .when(checkpointWith(1, 1, "client", startStep("a")))
                .thenAnswer("a", "c");
    }

    @Test
    void aClientTokenWithAnotherSequenceNumberIsNoRepetition() {
        given(started(), checkpointAs("client", startStep("a")))
                .when(checkpointWith(1, 1, "client", startStep("b")))
                .thenAnswer("b");
    }

    @Test
    void theCheckpointThatEndedTheExecutionIsNotRemembered() {
        given(started(), checkpointAs("client", succeedExecution("r")))
                .when(checkpointWith(1, 0, "client", succeedExecution("r")))
                .thenVerdict(new Verdict.StaleCheckpoint());
    }

    @Test
    void aBatchIsRecordedWholeOrNotAtAll() {
        given(started(), checkpoint(startWait("w", ofSeconds(9))))
                .when(checkpoint(
                        startStep("a"), invoke("i", ChainedInvokeTable.CHILD, "1"), startWait("w", ofSeconds(1))))
                .thenRejected("Cannot start a WAIT that already exist.")
                .thenNoOperation("a")
                .thenNoOperation("i")
                .thenTimers("WAIT w at PT9S", "EXECUTION_TIMEOUT at PT8784H")
                .when(checkpoint(startStep("a")))
                .thenAnswer("a");
    }

    @Test
    void anOperationOccursTwiceInABatchOnlyAsAStartAndItsEnd() {
        var sentence = "Cannot checkpoint multiple operations with the same ID.";
        var journal = given(started());
        journal.when(checkpoint(startStep("a"), startStep("a"))).thenRejected(sentence);
        journal.when(checkpoint(succeedStep("a", "1"), startStep("a"))).thenRejected(sentence);
        journal.when(checkpoint(startStep("a"), retryStep("a", ofSeconds(1)), failStep("a")))
                .thenRejected(sentence);
        journal.when(checkpoint(startWait("a", ofSeconds(1)), cancelWait("a"))).thenRejected(sentence);
        journal.when(checkpoint(startStep("a"), succeedContext("a", "1"))).thenRejected(sentence);
        journal.when(checkpoint(startStep("a"), startStep("b"), failStep("a"))).thenAnswer("a", "b");
    }

    @Test
    void anOperationKeepsItsTypeNameSubtypeAndParent() {
        var journal = given(started(), checkpoint(startContext("c"), startStep("a")));
        journal.when(checkpoint(startWait("a", ofSeconds(1)))).thenRejected("Inconsistent operation type.");
        journal.when(checkpoint(succeedStep(named("a", "other", null, null), "1")))
                .thenRejected("Inconsistent operation name.");
        journal.when(checkpoint(succeedStep(named("a", "a", null, "Step"), "1")))
                .thenRejected("Inconsistent operation subtype.");
        journal.when(checkpoint(succeedStep(named("a", "a", "c", null), "1")))
                .thenRejected("Inconsistent parent operation id.");
        journal.when(checkpoint(succeedStep(named("a", null, null, null), "1"))).thenAnswer("a");
    }

    private static dev.reprise.core.operation.OperationRef named(
            String id, String name, String parent, String subType) {
        return new dev.reprise.core.operation.OperationRef(
                new dev.reprise.core.OperationId(id),
                parent == null ? null : new dev.reprise.core.OperationId(parent),
                name,
                subType);
    }

    @Test
    void theExecutionItselfIsNoStep() {
        given(started()).when(checkpoint(startStep(EXECUTION.toString()))).thenRejected("Inconsistent operation type.");
    }

    @Test
    void anExecutionThatHasTooManyOperationsFailsWithoutTheLastBatch() {
        var terms = new Terms(ofHours(1), ofHours(1), 2, 1_000, 1_000, 0);
        given(started(terms), checkpoint(startStep("a"), startWait("w", ofSeconds(1))))
                .when(checkpoint(succeedStep("a", "1"), startStep("b")))
                .thenVerdict(new Verdict.CheckpointAccepted(1, 1, true, List.of()))
                .thenExecution(ExecutionStatus.FAILED)
                .thenOperation("a", STARTED)
                .thenNoOperation("b")
                .thenEvents("ExecutionFailed")
                .thenTimers("PURGE at PT1H");
    }

    @Test
    void anExecutionThatRecordsTooMuchFails() {
        var terms = new Terms(ofHours(1), ofHours(1), 100, 10, 1_000, 0);
        given(started(terms), checkpoint(succeedStep("a", "12345")))
                .when(checkpoint(succeedStep("b", "12345")))
                .thenVerdict(Verdict.CheckpointAccepted.class)
                .thenExecution(ExecutionStatus.RUNNING)
                .when(checkpoint(succeedStep("c", "1")))
                .thenExecution(ExecutionStatus.FAILED);
    }

    @Test
    void aLimitThatComesCloseIsSaidOnce() {
        var terms = new Terms(ofHours(1), ofHours(1), 5, 10, 1_000, 0);
        given(started(terms), checkpoint(startStep("a"), startStep("b"), startStep("c")))
                .when(checkpoint(startStep("d")))
                .thenEffects("NearLimit operations 4 of 5")
                .when(checkpoint(startStep("e")))
                .thenEffects()
                .when(checkpoint(succeedStep("a", "1234567")))
                .thenEffects()
                .when(checkpoint(succeedStep("b", "1")))
                .thenEffects("NearLimit bytes 8 of 10");
    }

    @Test
    void theEndOfTheInvocationStandsBeforeTheEndThatACheckpointBrings() {
        given(started())
                .when(lastCheckpoint(startStep("a"), succeedExecution("r")))
                .thenEvents("StepStarted a", "InvocationCompleted", "ExecutionSucceeded")
                .when(returned(""))
                .thenVerdict(Verdict.Stale.class);
    }

    @Test
    void aResultBeyondTheTermsIsRefusedInACheckpointAndFailsTheExecutionInAnAnswer() {
        var terms = new Terms(ofHours(1), ofHours(1), 5, 1_000, 3, 0);
        given(started(terms))
                .when(checkpoint(succeedExecution("1234")))
                .thenRejected("Execution output payload size must be less than or equal to 3 bytes.")
                .when(returned("1234"))
                .thenExecution(ExecutionStatus.FAILED)
                .thenEvents("InvocationCompleted", "ExecutionFailed");
        given(started(terms)).when(returned("123")).thenExecution(ExecutionStatus.SUCCEEDED);
    }
}
