package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final Seal seal = new Seal(List.of(new byte[32]));
    private static final InvocationStart START = new InvocationStart("request-1", Instant.EPOCH);

    private final RunningInvocations running = new RunningInvocations();
    private final Checkpoint checkpoint = new Checkpoint(journal, seal, running);
    private final StatePages pages = new StatePages(journal, seal);
    private final ExecutionId execution = started();

    private ExecutionId started() {
        var outcome = new StartExecution(journal, Functions.inProcess("f"))
                .start(new StartExecution.Request(
                        "f", RegisteredFunction.LATEST, null, Payload.of("{}"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    private Execution header() {
        return journal.execution(execution);
    }

    private String token() {
        return CheckpointToken.of(header(), START).write(seal);
    }

    private static OperationUpdate step(String id, String result) {
        return new OperationUpdate.SucceedStep(OperationRef.of(id, "step " + id, "Step"), Payload.of(result), null);
    }

    private static OperationUpdate signalWait(String id) {
        return new OperationUpdate.StartCallback(OperationRef.of(id, "go", Operation.SIGNAL), null, null, null);
    }

    private CheckpointOutcome.Accepted accepted(CheckpointOutcome outcome) {
        assertThat(outcome).as("%s", journal).isInstanceOf(CheckpointOutcome.Accepted.class);
        return (CheckpointOutcome.Accepted) outcome;
    }

    @Test
    void eachCheckpointUsesUpItsTokenAndGivesTheNext() {
        var first = token();
        var second = accepted(checkpoint.submit(execution, first, "a", List.of(step("1", "1"))))
                .token();

        var again = checkpoint.submit(execution, first, "b", List.of(step("2", "2")));
        var next = checkpoint.submit(execution, second, "c", List.of(step("2", "2")));

        assertThat(again).isEqualTo(new CheckpointOutcome.StaleToken());
        assertThat(accepted(next).operations())
                .extracting(each -> each.id().value())
                .containsExactly("2");
    }

    @Test
    void theSameTryIsAnsweredInTheSameWay() {
        var token = token();
        var first = checkpoint.submit(execution, token, "a", List.of(step("1", "1")));

        var again = checkpoint.submit(execution, token, "a", List.of(step("1", "1")));

        assertThat(again).isEqualTo(first);
    }

    /** As a batch may have it, which leaves undecided what the journal takes in later. */
    @Test
    void aTryThatIsRecordedAfterItsRepetitionChangesNothing() {
        var before = header().lane();
        var late = new JournalRecord.CheckpointSubmitted(
                execution, before.epoch(), before.seq(), "a", List.of(step("1", "1")), null);
        var token = token();
        var repeated = accepted(checkpoint.submit(execution, token, "a", List.of(step("1", "1"))));

        var atOnce = journal.submit(late);
        var afterIt = header();
        var next = accepted(checkpoint.submit(execution, repeated.token(), "b", List.of(step("2", "2"))));
        var muchLater = journal.submit(late);

        assertThat(atOnce.join()).as("%s", journal).isInstanceOf(Verdict.CheckpointAccepted.class);
        assertThat(afterIt.lane().seq()).isEqualTo(before.seq() + 1);
        assertThat(muchLater.join()).isEqualTo(new Verdict.StaleCheckpoint());
        assertThat(journal.operations(execution))
                .extracting(each -> each.id().value())
                .containsExactly(execution.toString(), "1", "2");
        assertThat(accepted(checkpoint.submit(execution, next.token(), "c", List.of(step("3", "3"))))
                        .operations())
                .hasSize(1);
    }

    @Test
    void whatIsHandedOverIsDecidedWhenTheJournalHasJudgedIt() {
        journal.holdAnswers(JournalRecord.CheckpointSubmitted.class::isInstance);

        var handedOver = checkpoint.handOver(execution, token(), "a", List.of(step("1", "1")));

        assertThat(handedOver.decided()).isNotDone();
        journal.answerAll();
        assertThat(handedOver.decided()).isDone();
        assertThat(accepted(handedOver.outcome().get()).operations()).hasSize(1);
    }

    @Test
    void aTokenOfAnotherExecutionIsRefused() {
        var other = started();

        assertThat(checkpoint.submit(other, token(), null, List.of(step("1", "1"))))
                .isEqualTo(new CheckpointOutcome.OtherExecution());
        assertThat(checkpoint.submit(execution, "00", null, List.of())).isEqualTo(new CheckpointOutcome.StaleToken());
    }

    @Test
    void aPollAppendsNothingKeepsTheTokenAndBringsWhatCameFromOutside() {
        var token = accepted(checkpoint.submit(execution, token(), null, List.of(signalWait("1"))))
                .token();
        running.begin(execution, 1, 0);
        new SendSignal(journal).send(execution, new SignalName("go"), null, Payload.of("1"));
        int appended = journal.records().size();

        var news = accepted(checkpoint.submit(execution, token, null, List.of()));

        assertThat(news.token()).isEqualTo(token);
        assertThat(news.operations())
                .singleElement()
                .satisfies(each -> assertThat(each.status()).isEqualTo(OperationStatus.SUCCEEDED));
        assertThat(journal.records()).hasSize(appended);
        assertThat(running.seenChange(execution, 1)).isEqualTo(header().tally().changes());
    }

    @Test
    void thePollOfAnInvocationThatHasEndedIsRefused() {
        var token = accepted(checkpoint.submit(execution, token(), null, List.of(signalWait("1"))))
                .token();
        journal.submit(new JournalRecord.InvocationCompleted(
                execution, 1, "r", Instant.EPOCH, Instant.EPOCH, new InvocationOutcome.Suspended(99)));

        assertThat(checkpoint.submit(execution, token, null, List.of())).isEqualTo(new CheckpointOutcome.StaleToken());
    }

    @Test
    void thePollOfAnInvocationThatIsToPauseIsRecordedAndGivesNoToken() {
        var token = token();
        new PauseExecution(journal).pause(execution, false, null);

        assertThat(accepted(checkpoint.submit(execution, token, "a", List.of())).token())
                .isNull();
        assertThat(header().status()).isEqualTo(ExecutionStatus.PAUSED);
        assertThat(checkpoint.submit(execution, token, "a", List.of())).isEqualTo(new CheckpointOutcome.StaleToken());
    }

    @Test
    void historyShowsHowTheInvocationBeganThatACheckpointEndedWhicheverNodeItReaches() {
        var end = new OperationUpdate.SucceedExecution(OperationRef.of("end", null, null), Payload.of("1"));

        checkpoint.submit(execution, token(), null, List.of(end));

        assertThat(journal.history(execution, 2, 1).getFirst().event())
                .isInstanceOfSatisfying(Happening.InvocationCompleted.class, completed -> {
                    assertThat(completed.requestId()).isEqualTo(START.requestId());
                    assertThat(completed.startedAt()).isEqualTo(START.startedAt());
                });
    }

    @Test
    void aCheckpointThatEndsTheExecutionGivesNoToken() {
        var end = new OperationUpdate.SucceedExecution(OperationRef.of("end", null, null), Payload.of("1"));

        assertThat(accepted(checkpoint.submit(execution, token(), null, List.of(end)))
                        .token())
                .isNull();
    }

    @Test
    void aBatchThatBreaksARuleIsRefusedWhole() {
        var token = token();
        var outcome = checkpoint.submit(
                execution,
                token,
                null,
                List.of(step("1", "1"), new OperationUpdate.CancelWait(OperationRef.of("2", null, null))));

        assertThat(outcome).isInstanceOf(CheckpointOutcome.Invalid.class);
        assertThat(journal.operation(execution, new OperationId("1"))).isNull();
        assertThat(accepted(checkpoint.submit(execution, token, null, List.of(step("1", "1"))))
                        .token())
                .isNotNull();
    }

    @Test
    void operationsComeInPagesByFirstAppearance() {
        var token = token();
        for (int i = 0; i < 5; i++) {
            token = accepted(checkpoint.submit(execution, token, null, List.of(step("s" + i, "1"))))
                    .token();
        }

        var first = found(pages.read(execution, token, null, 4));
        var second = found(pages.read(execution, token, first.nextMarker(), 4));

        assertThat(first.operations())
                .extracting(each -> each.id().value())
                .containsExactly(execution.toString(), "s0", "s1", "s2");
        assertThat(second.operations()).extracting(each -> each.id().value()).containsExactly("s3", "s4");
        assertThat(second.nextMarker()).isNull();
        assertThat(pages.read(execution, token, "00", 4)).isEqualTo(new StatePages.Outcome.InvalidMarker());
    }

    @Test
    void aFirstPageHoldsWhatFitsIntoAnEnvelope() {
        var token = token();
        for (int i = 0; i < 30; i++) {
            var large = "\"" + "x".repeat(250_000) + "\"";
            token = accepted(checkpoint.submit(execution, token, null, List.of(step("s" + i, large))))
                    .token();
        }

        var first = pages.first(header());

        assertThat(first.nextMarker()).isNotNull();
        assertThat(first.operations().size()).isBetween(15, 25);
        assertThat(found(pages.read(execution, token, first.nextMarker(), 1_000))
                        .nextMarker())
                .isNull();
    }

    private static StatePages.Page found(StatePages.Outcome outcome) {
        return ((StatePages.Outcome.Found) outcome).page();
    }
}
