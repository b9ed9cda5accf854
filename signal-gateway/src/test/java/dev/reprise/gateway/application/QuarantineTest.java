package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord.ExecutionQuarantined;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Poison;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.tokens.CallbackId;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What callers are told about a quarantined execution. */
class QuarantineTest {
    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final Seal seal = new Seal(List.of(new byte[32]));
    private final RunningInvocations running = new RunningInvocations();
    private final Checkpoint checkpoint = new Checkpoint(journal, seal, running);
    private final ReleaseExecution releases = new ReleaseExecution(journal);
    private final ExecutionId execution = ((StartOutcome.Started) start("{}")).execution();

    private StartOutcome start(String input) {
        return new StartExecution(journal, Functions.inProcess("f"))
                .start(new StartExecution.Request(
                        "f", RegisteredFunction.LATEST, "name", Payload.of(input), Caller.UNKNOWN));
    }

    private String token() {
        return CheckpointToken.of(journal.execution(execution), new InvocationStart("request-1", Instant.EPOCH))
                .write(seal);
    }

    private void quarantine(ExecutionId id, @Nullable ExecutionKey name) {
        var poison = new Poison(1, "CheckpointSubmitted", "IllegalStateException: a bug", Instant.EPOCH, name);
        var unused = journal.submit(new ExecutionQuarantined(id, PartitionState.NEW.ownerTerm(), poison));
    }

    private static List<OperationUpdate> aStep() {
        return List.of(new OperationUpdate.SucceedStep(OperationRef.of("1", "step", "Step"), Payload.of("1"), null));
    }

    @Test
    void aCheckpointStopsTheInvocationAndRecordsNothing() {
        var token = token();
        quarantine(execution, null);

        assertThat(checkpoint.submit(execution, token, null, aStep()))
                .as("%s", journal)
                .isEqualTo(new CheckpointOutcome.Quarantined());
        assertThat(checkpoint.submit(execution, token, null, List.of()))
                .as("a poll")
                .isEqualTo(new CheckpointOutcome.Quarantined());
        assertThat(journal.operations(execution)).hasSize(1);
    }

    @Test
    void afterTheReleaseTheNextInvocationCheckpointsAndTheFormerOneIsStale() {
        var former = token();
        quarantine(execution, null);

        assertThat(releases.release(execution)).isTrue();

        assertThat(checkpoint.submit(execution, former, null, aStep())).isEqualTo(new CheckpointOutcome.StaleToken());
        assertThat(checkpoint.submit(execution, token(), null, aStep()))
                .as("%s", journal)
                .isInstanceOf(CheckpointOutcome.Accepted.class);
    }

    @Test
    void everythingElseIsRefusedWithOneException() {
        quarantine(execution, null);

        assertThatThrownBy(() -> start("{}")).isInstanceOf(QuarantinedExecution.class);
        assertThatThrownBy(() -> new SendSignal(journal).send(execution, new SignalName("go"), null, Payload.of("1")))
                .isInstanceOf(QuarantinedExecution.class);
        assertThatThrownBy(() -> new StopExecution(journal).stop(execution, Failure.UNKNOWN))
                .isInstanceOf(QuarantinedExecution.class);
        assertThatThrownBy(() -> new PauseExecution(journal).pause(execution, false, null))
                .isInstanceOf(QuarantinedExecution.class);
        assertThatThrownBy(() -> new DeleteExecution(journal).delete(execution))
                .isInstanceOf(QuarantinedExecution.class);
        var callback = new CallbackId(execution, new OperationId("1")).write(seal);
        assertThatThrownBy(() -> new CompleteCallback(journal, seal).succeed(callback, null))
                .isInstanceOf(QuarantinedExecution.class)
                .hasMessageContaining(execution.toString());
    }

    @Test
    void oneThatNeverStartedHoldsItsNameUntilItIsReleased() {
        var key = new ExecutionKey("f", "never-started");
        var id = journal.newExecutionId(key);
        quarantine(id, key);
        var request = new StartExecution.Request(
                "f", RegisteredFunction.LATEST, key.name(), Payload.of("{}"), Caller.UNKNOWN);
        var starts = new StartExecution(journal, Functions.inProcess("f"));

        assertThatThrownBy(() -> starts.start(request)).isInstanceOf(QuarantinedExecution.class);
        assertThat(releases.release(id)).isTrue();

        assertThat(starts.start(request)).isInstanceOf(StartOutcome.Started.class);
        assertThat(journal.quarantined()).isEmpty();
    }

    @Test
    void whatThereIsNotCannotBeReleased() {
        assertThat(releases.release(journal.newExecutionId(new ExecutionKey("f", "nobody"))))
                .isFalse();
        assertThat(releases.release(execution)).as("not quarantined").isTrue();
    }
}
