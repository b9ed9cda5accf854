package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.SharedTypes.orNull;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.Pause;
import dev.reprise.core.state.Tally;
import dev.reprise.schemas.avro.store.StoredCheckpoint;
import dev.reprise.schemas.avro.store.StoredExecution;
import dev.reprise.schemas.avro.store.StoredLane;
import dev.reprise.schemas.avro.store.StoredPause;
import dev.reprise.schemas.avro.store.StoredTally;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The headers of executions. */
final class StoredExecutions {
    private StoredExecutions() {}

    static StoredExecution toAvro(Execution execution) {
        return new StoredExecution(
                execution.key().function(),
                execution.key().name(),
                execution.version(),
                SharedTypes.toAvro(execution.terms()),
                execution.inputDigest(),
                SharedTypes.toAvro(execution.parent()),
                execution.traceParent(),
                execution.tenant(),
                Symbols.toAvro(execution.status()),
                execution.startedAt().toEpochMilli(),
                Scalars.millisOrNull(execution.endedAt()),
                pause(execution.pause()),
                execution.pausedFor().toMillis(),
                lane(execution.lane()),
                tally(execution.tally()));
    }

    static Execution fromAvro(ExecutionId id, StoredExecution execution) {
        return new Execution(
                id,
                new ExecutionKey(execution.getFunction(), execution.getName()),
                execution.getVersion(),
                SharedTypes.fromAvro(execution.getTerms()),
                execution.getInputDigest(),
                orNull(execution.getParent()),
                execution.getTraceParent(),
                execution.getTenant(),
                Symbols.fromAvro(execution.getStatus()),
                Instant.ofEpochMilli(execution.getStartedAtMillis()),
                Scalars.instantOrNull(execution.getEndedAtMillis()),
                pause(execution.getPause()),
                Duration.ofMillis(execution.getPausedForMillis()),
                lane(execution.getLane()),
                tally(execution.getTally()));
    }

    private static @Nullable StoredPause pause(@Nullable Pause pause) {
        return pause == null
                ? null
                : new StoredPause(
                        pause.requestedAt().toEpochMilli(),
                        Scalars.millisOrNull(pause.since()),
                        pause.timeoutPaused(),
                        pause.reason(),
                        pause.interrupted());
    }

    private static @Nullable Pause pause(@Nullable StoredPause pause) {
        return pause == null
                ? null
                : new Pause(
                        Instant.ofEpochMilli(pause.getRequestedAtMillis()),
                        Scalars.instantOrNull(pause.getSinceMillis()),
                        pause.getTimeoutPaused(),
                        pause.getReason(),
                        pause.getInterrupted());
    }

    private static StoredLane lane(Lane lane) {
        return new StoredLane(
                lane.epoch(),
                Symbols.toAvro(lane.invocation()),
                lane.failures(),
                lane.seq(),
                checkpoint(lane.lastCheckpoint()),
                Scalars.texts(lane.unseen()));
    }

    private static Lane lane(StoredLane lane) {
        return new Lane(
                lane.getEpoch(),
                Symbols.fromAvro(lane.getInvocation()),
                lane.getFailures(),
                lane.getSeq(),
                checkpoint(lane.getLastCheckpoint()),
                Scalars.operations(lane.getUnseen()));
    }

    private static @Nullable StoredCheckpoint checkpoint(Lane.@Nullable LastCheckpoint last) {
        return last == null
                ? null
                : new StoredCheckpoint(last.seq(), last.clientToken(), Scalars.texts(last.answered()));
    }

    private static Lane.@Nullable LastCheckpoint checkpoint(@Nullable StoredCheckpoint last) {
        return last == null
                ? null
                : new Lane.LastCheckpoint(last.getSeq(), last.getClientToken(), Scalars.operations(last.getAnswered()));
    }

    private static StoredTally tally(Tally tally) {
        return new StoredTally(
                tally.changes(),
                tally.operations(),
                tally.events(),
                tally.awaited(),
                tally.abandoned(),
                tally.bytes(),
                tally.signals(),
                tally.buffered(),
                tally.bufferedBytes());
    }

    private static Tally tally(StoredTally tally) {
        return new Tally(
                tally.getChanges(),
                tally.getOperations(),
                tally.getEvents(),
                tally.getAwaited(),
                tally.getAbandoned(),
                tally.getBytes(),
                tally.getSignals(),
                tally.getBuffered(),
                tally.getBufferedBytes());
    }
}
