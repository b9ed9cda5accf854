package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is turned away when more is asked for than can be recorded, and what is not. */
class AdmissionTest {
    private static final int MOST = 3;

    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final Functions functions = Functions.inProcess("f");
    private final Seal seal = new Seal(List.of(new byte[32]));
    private final ExecutionId running = ((StartOutcome.Started) start(Admission.unlimited(journal))).execution();

    private StartOutcome start(Admission admission) {
        return new StartExecution(journal, functions, admission)
                .start(new StartExecution.Request(
                        "f", RegisteredFunction.LATEST, null, Payload.of("{}"), Caller.UNKNOWN));
    }

    /** Signals whose verdicts do not come. */
    private void keepWaiting(int count, String payload) {
        journal.holdAnswers(SignalReceived.class::isInstance);
        for (int i = 0; i < count; i++) {
            var unused = journal.submit(new SignalReceived(
                    new SignalTarget.ById(running), new SignalName("go"), null, Payload.of(payload), null));
        }
    }

    @Test
    void startsAreTurnedAwayWhileTooManyRecordsWaitForTheirVerdicts() {
        var admission = new Admission(journal, MOST, Long.MAX_VALUE);
        keepWaiting(MOST - 1, "1");
        var before = start(admission);
        keepWaiting(1, "1");
        int appended = journal.records().size();

        var meanwhile = start(admission);

        assertThat(before).as("%s", journal).isInstanceOf(StartOutcome.Started.class);
        assertThat(meanwhile).as("%s", journal).isEqualTo(new StartOutcome.Overloaded());
        assertThat(journal.records()).hasSize(appended);
        assertThat(admission.turnedAway()).isEqualTo(1);
        journal.answerAll();
        assertThat(start(admission)).as("%s", journal).isInstanceOf(StartOutcome.Started.class);
    }

    @Test
    void aFewLargeRecordsCountAsMuchAsManySmallOnes() {
        var admission = new Admission(journal, Integer.MAX_VALUE, 10_000);
        keepWaiting(1, "x".repeat(9_000));
        var before = start(admission);
        keepWaiting(1, "x".repeat(1_000));

        assertThat(before).isInstanceOf(StartOutcome.Started.class);
        assertThat(start(admission)).as("%s", journal).isEqualTo(new StartOutcome.Overloaded());
    }

    @Test
    void whatRunsGoesOnHoweverMuchWaits() {
        var admission = new Admission(journal, MOST, Long.MAX_VALUE);
        keepWaiting(MOST, "1");
        assertThat(start(admission)).isEqualTo(new StartOutcome.Overloaded());
        var token = CheckpointToken.of(journal.execution(running), new InvocationStart("request-1", Instant.EPOCH))
                .write(seal);
        var step = new OperationUpdate.SucceedStep(OperationRef.of("1", "step", "Step"), Payload.of("1"), null);

        var checkpointed =
                new Checkpoint(journal, seal, new RunningInvocations()).submit(running, token, null, List.of(step));
        journal.holdAnswers(record -> false);
        var signalled = new SendSignal(journal).send(running, new SignalName("go"), null, Payload.of("2"));

        assertThat(checkpointed).as("%s", journal).isInstanceOf(CheckpointOutcome.Accepted.class);
        assertThat(signalled).as("%s", journal).isInstanceOf(SignalOutcome.Accepted.class);
        assertThat(start(admission)).as("still too much").isEqualTo(new StartOutcome.Overloaded());
    }

    @Test
    void aLimitOfNothingIsNoLimit() {
        assertThatThrownBy(() -> new Admission(journal, 0, 1)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new Admission(journal, 1, 0)).isInstanceOf(InvalidValue.class);
    }
}
