package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Terms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The header of an execution: small, and read and written by nearly every record, however long the history is.
 *
 * @param id its identity
 * @param key what callers know it by
 * @param version the function version it is pinned to
 * @param terms the conditions it runs under
 * @param inputDigest a digest of its input, to recognise a repeated start
 * @param parent the chained invoke that waits for it, if any
 * @param traceParent the W3C trace context it was started in, if any
 * @param tenant whom it is run for, if the caller said so
 * @param status where it stands
 * @param startedAt when it started
 * @param endedAt when it ended, present exactly when the status is closed
 * @param pause its pause, present exactly when it is PAUSING or PAUSED
 * @param pausedFor how long its timeout has stood still in pauses that are over
 * @param lane which invocation may act for it
 * @param tally what has been counted so far
 */
public record Execution(
        ExecutionId id,
        ExecutionKey key,
        String version,
        Terms terms,
        String inputDigest,
        @Nullable ParentLink parent,
        @Nullable String traceParent,
        @Nullable String tenant,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Pause pause,
        Duration pausedFor,
        Lane lane,
        Tally tally) {

    /** When the execution runs out of time, unless a pause keeps its timeout. */
    public Instant timeoutAt() {
        return startedAt.plus(terms.timeout()).plus(pausedFor);
    }

    /** Whether the invocation with this epoch may change the execution now. */
    public boolean takesCheckpointsOf(int epoch) {
        return status.takesCheckpoints() && isRun(epoch);
    }

    /** Whether the invocation with this epoch is the one that runs or is to run. */
    public boolean isRun(int epoch) {
        return !status.isClosed() && lane.invocation() == Lane.Invocation.READY && lane.epoch() == epoch;
    }

    /** This header with another lane and tally. */
    public Execution with(Lane otherLane, Tally otherTally) {
        return copy(status, endedAt, pause, pausedFor, otherLane, otherTally);
    }

    /** This header, ended. */
    public Execution closed(ExecutionStatus how, Instant when) {
        return copy(how, when, null, pausedFor, lane, tally);
    }

    /** This header, pausing or paused. */
    public Execution paused(ExecutionStatus how, Pause by) {
        return copy(how, endedAt, by, pausedFor, lane, tally);
    }

    /** This header, running again. */
    public Execution resumed(Duration keptTimeout) {
        return copy(ExecutionStatus.RUNNING, endedAt, null, pausedFor.plus(keptTimeout), lane, tally);
    }

    /** This header, about to be forgotten. */
    public Execution deleting() {
        return copy(ExecutionStatus.DELETING, endedAt, null, pausedFor, lane, tally);
    }

    private Execution copy(
            ExecutionStatus otherStatus,
            @Nullable Instant otherEnd,
            @Nullable Pause otherPause,
            Duration otherPausedFor,
            Lane otherLane,
            Tally otherTally) {
        return new Execution(
                id,
                key,
                version,
                terms,
                inputDigest,
                parent,
                traceParent,
                tenant,
                otherStatus,
                startedAt,
                otherEnd,
                otherPause,
                otherPausedFor,
                otherLane,
                otherTally);
    }
}
