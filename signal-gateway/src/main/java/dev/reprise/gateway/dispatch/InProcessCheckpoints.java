package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.operation.OperationUpdate.StartChainedInvoke;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CheckpointOutcome;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to the journal for functions in this JVM: the same use cases as over HTTP, without HTTP. Thread-safe. */
public final class InProcessCheckpoints implements CheckpointClient {
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Checkpoint checkpoint;
    private final StatePages pages;
    private final CallTargets targets;
    private final GatewayMetrics metrics;

    public InProcessCheckpoints(Checkpoint checkpoint, StatePages pages, CallTargets targets, GatewayMetrics metrics) {
        this.checkpoint = checkpoint;
        this.pages = pages;
        this.targets = targets;
        this.metrics = metrics;
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var execution = execution(executionArn);
        var given = request.clientToken();
        // One for all tries, so that an answer that was lost on the way is given again.
        var clientToken = given == null ? UUID.randomUUID().toString() : given;
        var outcome = patiently(() ->
                checkpoint.submit(execution, request.checkpointToken(), clientToken, resolved(request.updates())));
        metrics.checkpoint(outcome);
        return switch (outcome) {
            case CheckpointOutcome.Accepted accepted ->
                new CheckpointResponse(accepted.token(), accepted.operations(), null);
            case CheckpointOutcome.StaleToken ignored -> throw stale();
            case CheckpointOutcome.Quarantined ignored -> throw stale();
            case CheckpointOutcome.OtherExecution ignored -> throw stale();
            case CheckpointOutcome.Invalid invalid ->
                throw new CheckpointRejected("InvalidParameterValueException", invalid.message());
        };
    }

    /** Running code knows only the names of the functions it calls. */
    private List<OperationUpdate> resolved(List<OperationUpdate> updates) {
        return updates.stream()
                .map(update -> update instanceof StartChainedInvoke start
                        ? new StartChainedInvoke(
                                start.ref(), targets.resolve(start.target().function()), start.input(), start.tenant())
                        : update)
                .toList();
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        var execution = execution(executionArn);
        return switch (patiently(() -> pages.read(execution, checkpointToken, marker, StatePages.MAX_ITEMS))) {
            case StatePages.Outcome.Found found ->
                new StatePage(found.page().operations(), found.page().nextMarker());
            case StatePages.Outcome.StaleToken ignored -> throw stale();
            case StatePages.Outcome.OtherExecution ignored -> throw stale();
            case StatePages.Outcome.InvalidMarker ignored ->
                throw new CheckpointRejected("InvalidParameterValueException", "Invalid Marker");
        };
    }

    private static ExecutionId execution(String arn) {
        return ExecutionId.parse(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static StaleCheckpointToken stale() {
        return new StaleCheckpointToken("Invalid checkpoint token");
    }

    private static <T> T patiently(Supplier<T> attempt) {
        long deadline = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (InvalidValue e) {
                throw new CheckpointRejected("InvalidParameterValueException", String.valueOf(e.getMessage()));
            } catch (JournalUnavailable e) {
                if (System.nanoTime() > deadline) {
                    throw new CheckpointUnavailable(
                            "Expected the journal to answer within " + GIVE_UP_AFTER + ": " + e.getMessage(), e);
                }
                rest(e);
            }
        }
    }

    private static void rest(JournalUnavailable cause) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckpointUnavailable("The invocation was interrupted", cause);
        }
    }
}
