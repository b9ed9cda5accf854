package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;

/** What must happen because of a record, outside the rows of its partition. */
public sealed interface Effect {
    /** Invoke the function. */
    record Dispatch(ExecutionId execution, int epoch) implements Effect {}

    /** Tell the running invocation, if it listens, that something changed from outside. */
    record TellNews(ExecutionId execution) implements Effect {}

    /** Publish how the execution stands: it has started, was paused or resumed, has ended or is about to be forgotten. */
    record PublishSummary(Execution execution) implements Effect {}

    /** Forget the published summary: the execution is purged. */
    record RetractSummary(ExecutionId execution) implements Effect {}

    /** Put a signal from the signals topic aside, with the reason. */
    record DeadLetter(JournalRecord.SignalReceived signal, Verdict.SignalRefused.Reason reason) implements Effect {}

    /**
     * Warn that an execution comes close to a limit, beyond which it fails. Said once for each limit.
     *
     * @param what what is limited: {@code operations} or {@code bytes}
     */
    record NearLimit(ExecutionId execution, String what, long used, long limit) implements Effect {}

    /** Deliver a message to another partition, and go on trying until it is delivered. */
    record Deliver(OutgoingId id, Outgoing message) implements Effect {}

    /** The owner that announced itself in this record may act for the partition. */
    record ConfirmOwner(int partition, long term) implements Effect {}
}
