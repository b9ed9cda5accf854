package dev.reprise.core.journal;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Timer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is appended to the journal: a request or an observation, not yet judged. The fold judges it. */
public sealed interface JournalRecord {
    /** A record about one execution. */
    sealed interface OfExecution extends JournalRecord {
        /** Which. */
        ExecutionId execution();
    }

    /** A record about an execution that was started before; without effect while that is quarantined. */
    sealed interface OfExistingExecution extends OfExecution {}

    /** A record about a whole partition. */
    sealed interface OfPartition extends JournalRecord {}

    /**
     * Somebody asked for an execution to start.
     *
     * @param execution the id it gets if it starts
     * @param key what callers will know it by; starting twice under one key starts once
     * @param version the function version to pin
     * @param terms the conditions
     * @param input its input, absent for none
     * @param inputDigest a digest of the input, to tell a repeated start from another one
     * @param parent the chained invoke that waits for it, if any
     * @param traceParent the W3C trace context, if any
     * @param tenant whom it is run for, if the caller said so
     */
    record ExecutionStartRequested(
            ExecutionId execution,
            ExecutionKey key,
            String version,
            Terms terms,
            @Nullable Payload input,
            String inputDigest,
            @Nullable ParentLink parent,
            @Nullable String traceParent,
            @Nullable String tenant)
            implements OfExecution {}

    /**
     * Running code asked for its updates to be recorded, all or none.
     *
     * @param epoch the invocation's epoch, from its token
     * @param seq the sequence number, from its token
     * @param clientToken the caller's idempotency token, if any
     * @param updates in order
     * @param invocation how the invocation began, where that is known; history shows it if a checkpoint is its end
     */
    record CheckpointSubmitted(
            ExecutionId execution,
            int epoch,
            long seq,
            @Nullable String clientToken,
            List<OperationUpdate> updates,
            @Nullable InvocationStart invocation)
            implements OfExistingExecution {
        public CheckpointSubmitted {
            updates = List.copyOf(updates);
        }
    }

    /**
     * An invocation of the function ended.
     *
     * @param requestId its id in the logs of the function's host
     * @param startedAt when the dispatcher began it
     * @param endedAt when the dispatcher saw its end
     */
    record InvocationCompleted(
            ExecutionId execution,
            int epoch,
            String requestId,
            Instant startedAt,
            Instant endedAt,
            InvocationOutcome outcome)
            implements OfExistingExecution {}

    /**
     * An invocation will not be heard of again: its owner or host is gone.
     *
     * @param ownerTerm the term of the owner that says so
     */
    record InvocationLost(ExecutionId execution, int epoch, long ownerTerm, Failure reason)
            implements OfExistingExecution {}

    /**
     * Deadlines have passed.
     *
     * @param timers which
     */
    record TimersFired(List<Timer> timers) implements OfPartition {
        public TimersFired {
            timers = List.copyOf(timers);
        }
    }

    /**
     * Somebody outside answered a callback.
     *
     * @param status SUCCEEDED or FAILED
     * @param result the answer, absent for none
     * @param failure the failure, present exactly when FAILED
     */
    record CallbackCompleted(
            ExecutionId execution,
            OperationId operation,
            OperationStatus status,
            @Nullable Payload result,
            @Nullable Failure failure)
            implements OfExistingExecution {}

    /** Somebody outside said that they are still working on a callback. */
    record CallbackHeartbeat(ExecutionId execution, OperationId operation) implements OfExistingExecution {}

    /**
     * A signal came.
     *
     * @param target whom it is for
     * @param name its name
     * @param signalId its identity, to recognise a repeated signal; absent for none
     * @param payload its content
     * @param source the record of the signals topic it came from; absent when it came by REST
     */
    record SignalReceived(
            SignalTarget target,
            SignalName name,
            @Nullable String signalId,
            Payload payload,
            @Nullable SignalSource source)
            implements JournalRecord {}

    /** Somebody asked for an execution to stop. */
    record ExecutionStopRequested(ExecutionId execution, Failure reason) implements OfExistingExecution {}

    /**
     * Somebody asked for an execution to be paused.
     *
     * @param pauseTimeout whether its timeout is to stand still meanwhile
     * @param reason why, absent for none
     */
    record ExecutionPauseRequested(
            ExecutionId execution,
            boolean pauseTimeout,
            @Nullable String reason) implements OfExistingExecution {}

    /**
     * Somebody asked for a paused execution to go on.
     *
     * @param reason why, absent for none
     */
    record ExecutionResumeRequested(
            ExecutionId execution, @Nullable String reason) implements OfExistingExecution {}

    /** Somebody asked for an ended execution to be forgotten before its retention is over. */
    record ExecutionDeleteRequested(ExecutionId execution) implements OfExistingExecution {}

    /**
     * The owner could not fold a record about an execution. From here on nothing more is, until it is released.
     *
     * @param ownerTerm the term of the owner that says so
     */
    record ExecutionQuarantined(ExecutionId execution, long ownerTerm, Poison poison) implements OfExecution {}

    /** An operator asked for records about a quarantined execution to be folded again. */
    record ExecutionReleaseRequested(ExecutionId execution) implements OfExecution {}

    /**
     * A chained invoke ended.
     *
     * @param status SUCCEEDED, FAILED, TIMED_OUT or STOPPED
     */
    record ChainedInvokeCompleted(
            ExecutionId execution,
            OperationId operation,
            OperationStatus status,
            @Nullable Payload result,
            @Nullable Failure failure)
            implements OfExistingExecution {}

    /** Messages for other partitions have been delivered. */
    record OutboxDelivered(List<OutgoingId> delivered) implements OfPartition {
        public OutboxDelivered {
            delivered = List.copyOf(delivered);
        }
    }

    /**
     * A node has taken over the partition. The record's offset is the new owner's term, and once it is folded the owner
     * knows that it has seen everything before.
     *
     * @param instance the node, for people
     * @param nonce tells this takeover from others by the same node
     */
    record OwnerElected(String instance, String nonce) implements OfPartition {}

    /**
     * From here on the fold behaves as these features say.
     *
     * @param features all that are on
     */
    record FoldBarrier(List<String> features) implements OfPartition {
        public FoldBarrier {
            features = List.copyOf(features);
        }
    }
}
