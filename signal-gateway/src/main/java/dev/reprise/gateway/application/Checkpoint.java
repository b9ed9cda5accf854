package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.operation.OperationUpdate.StartCallback;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.tokens.CallbackId;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records what running code has done. Thread-safe. */
public final class Checkpoint {
    private final Journal journal;
    private final Seal seal;
    private final RunningInvocations running;

    public Checkpoint(Journal journal, Seal seal, RunningInvocations running) {
        this.journal = journal;
        this.seal = seal;
        this.running = running;
    }

    /**
     * A checkpoint that has been handed over.
     *
     * @param decided completed, with whatever, when it is known what became of it: on a thread of the journal, which must
     *     not be held up
     * @param outcome what became of it. Blocks until that is known, and throws what {@link Checkpoint#submit} throws
     */
    public record HandedOver(CompletableFuture<?> decided, Supplier<CheckpointOutcome> outcome) {
        private static HandedOver decided(Supplier<CheckpointOutcome> outcome) {
            return new HandedOver(CompletableFuture.completedFuture(null), outcome);
        }
    }

    /**
     * Records updates, all or none. Blocks until they are recorded.
     *
     * @param addressed the execution that the caller says it is about
     * @param token the invocation's newest token
     * @param clientToken the same for each try of one checkpoint, or null
     * @param updates in order; none asks only for news
     * @throws dev.reprise.streams.JournalUnavailable when they may or may not be recorded
     */
    public CheckpointOutcome submit(
            ExecutionId addressed, String token, @Nullable String clientToken, List<OperationUpdate> updates) {
        return handOver(addressed, token, clientToken, updates).outcome().get();
    }

    /**
     * The same without waiting. Who only asks for news is answered when the outcome is asked for, since reading the state
     * may block.
     */
    public HandedOver handOver(
            ExecutionId addressed, String token, @Nullable String clientToken, List<OperationUpdate> updates) {
        var proof = CheckpointToken.read(seal, token);
        if (proof == null) {
            return HandedOver.decided(CheckpointOutcome.StaleToken::new);
        }
        if (!proof.execution().equals(addressed)) {
            return HandedOver.decided(CheckpointOutcome.OtherExecution::new);
        }
        return updates.isEmpty()
                ? HandedOver.decided(() -> news(proof, token, clientToken))
                : append(proof, clientToken, updates);
    }

    private HandedOver append(CheckpointToken proof, @Nullable String clientToken, List<OperationUpdate> updates) {
        var execution = proof.execution();
        var verdict = journal.submit(new JournalRecord.CheckpointSubmitted(
                execution,
                proof.epoch(),
                proof.seq(),
                clientToken,
                withCallbackIds(execution, updates),
                endsExecution(updates) ? proof.invocation() : null));
        return new HandedOver(verdict, () -> outcome(proof, verdict));
    }

    private CheckpointOutcome outcome(CheckpointToken proof, CompletableFuture<Verdict> verdict) {
        try {
            return switch (Verdicts.await(verdict)) {
                case Verdict.CheckpointAccepted accepted ->
                    new CheckpointOutcome.Accepted(
                            accepted.closed()
                                    ? null
                                    : proof.next(accepted.epoch(), accepted.seq())
                                            .write(seal),
                            accepted.operations());
                case Verdict.StaleCheckpoint ignored -> new CheckpointOutcome.StaleToken();
                case Verdict.InvalidCheckpoint invalid -> new CheckpointOutcome.Invalid(invalid.message());
                case Verdict other -> throw Verdicts.unexpected("a checkpoint", other);
            };
        } catch (QuarantinedExecution quarantined) {
            return new CheckpointOutcome.Quarantined();
        }
    }

    /** Only then does history need to know how the invocation began. */
    private static boolean endsExecution(List<OperationUpdate> updates) {
        return !updates.isEmpty() && updates.getLast().type() == OperationType.EXECUTION;
    }

    /** The ids go into the journal, because the fold, which is pure, cannot make them. */
    private List<OperationUpdate> withCallbackIds(ExecutionId execution, List<OperationUpdate> updates) {
        var complete = new ArrayList<OperationUpdate>(updates.size());
        for (var update : updates) {
            complete.add(
                    update instanceof StartCallback start
                            ? new StartCallback(
                                    start.ref(),
                                    new CallbackId(execution, start.id()).write(seal),
                                    start.timeout(),
                                    start.heartbeatTimeout())
                            : update);
        }
        return complete;
    }

    /**
     * A poll is answered from the state alone: it records nothing, so the token stays the same, and polling costs no
     * append. That is within the protocol, whose tokens are opaque, and a token stays good after the next owner took
     * over. What is told here is told again by the next checkpoint, which does no harm. Where a pause waits for the
     * invocation to check in, the poll is recorded after all, and its answer has no token.
     */
    private CheckpointOutcome news(CheckpointToken proof, String token, @Nullable String clientToken) {
        // The header first: what changes afterwards has a higher change number and will be told another time.
        var header = journal.execution(proof.execution());
        if (header == null || !proof.isCurrent(header)) {
            return new CheckpointOutcome.StaleToken();
        }
        if (journal.quarantine(header.id()) != null) {
            return new CheckpointOutcome.Quarantined();
        }
        if (header.status() == ExecutionStatus.PAUSING) {
            return append(proof, clientToken, List.of()).outcome().get();
        }
        var news = unseen(header);
        running.told(header.id(), proof.epoch(), header.tally().changes());
        return new CheckpointOutcome.Accepted(token, news);
    }

    private List<Operation> unseen(Execution header) {
        var operations = new ArrayList<Operation>();
        for (var id : header.lane().unseen()) {
            var operation = journal.operation(header.id(), id);
            if (operation != null && !operation.pruned()) {
                operations.add(operation);
            }
        }
        return operations;
    }
}
