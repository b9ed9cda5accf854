package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.ExecutionStatus;
import java.time.Instant;
import java.util.List;

/** What a record was judged to be. Folding the same journal again gives the same verdicts. */
public sealed interface Verdict {
    /**
     * The execution runs, or ran: a repeated start is answered like the first.
     *
     * @param execution its id, which for a repeated start is not the one in the record
     * @param created whether this record started it
     * @param status where it stands
     */
    record Started(ExecutionId execution, boolean created, ExecutionStatus status) implements Verdict {}

    /** The key belongs to an execution that was started otherwise. */
    record NameTaken(ExecutionId execution) implements Verdict {}

    /**
     * The updates are recorded.
     *
     * @param epoch the invocation's epoch
     * @param seq the sequence number of the next checkpoint
     * @param closed whether no further checkpoint is possible, because the execution has ended
     * @param operations all that the updates touched, and all that changed from outside since the last answer
     */
    record CheckpointAccepted(int epoch, long seq, boolean closed, List<Operation> operations) implements Verdict {
        public CheckpointAccepted {
            operations = List.copyOf(operations);
        }
    }

    /** The checkpoint comes from an invocation that is not the current one, or repeats an old one. */
    record StaleCheckpoint() implements Verdict {}

    /** The updates break a rule and none was recorded. */
    record InvalidCheckpoint(String message) implements Verdict {}

    /** The callback is completed, or its heartbeat noted. */
    record CallbackAccepted() implements Verdict {}

    /** The callback was completed or timed out before, or its execution has ended. */
    record CallbackClosed() implements Verdict {}

    /**
     * The signal is recorded.
     *
     * @param execution whom it reached
     * @param buffered whether the code does not wait for it yet
     */
    record SignalAccepted(ExecutionId execution, boolean buffered) implements Verdict {}

    /** The same signal was taken in before. */
    record SignalRepeated() implements Verdict {}

    /** The record that the signal must come after has not been taken in yet. It changed nothing and is to be sent again. */
    record SignalTooEarly() implements Verdict {}

    /** The signal can have no effect. */
    record SignalRefused(Reason reason) implements Verdict {
        /** Why. */
        public enum Reason {
            UNKNOWN_EXECUTION,
            EXECUTION_FINISHED,
            BUFFER_FULL,
            EXECUTION_QUARANTINED
        }
    }

    /**
     * The execution has ended.
     *
     * @param at when; for one that had ended before, that moment
     * @param status how
     */
    record Stopped(Instant at, ExecutionStatus status) implements Verdict {}

    /**
     * The execution is paused, or will be as soon as the invocation that runs checks in or ends.
     *
     * @param status PAUSED or PAUSING
     */
    record PauseAccepted(ExecutionStatus status) implements Verdict {}

    /** The execution runs. */
    record Resumed() implements Verdict {}

    /** The execution has ended and is about to be forgotten. */
    record DeletionAccepted(Instant at) implements Verdict {}

    /** What was asked for cannot be done to an execution that stands there. */
    record WrongStatus(ExecutionStatus status) implements Verdict {}

    /** The execution is quarantined; the record changed nothing and may be sent again once it is released. */
    record Quarantined(ExecutionId execution) implements Verdict {}

    /** The execution is not quarantined. */
    record Released() implements Verdict {}

    /** There is no such execution, or it was purged. */
    record UnknownExecution(ExecutionId execution) implements Verdict {}

    /** A record of the engine's own was taken in. */
    record Done() implements Verdict {}

    /** A record of the engine's own came too late and changed nothing. */
    record Stale(String why) implements Verdict {}
}
