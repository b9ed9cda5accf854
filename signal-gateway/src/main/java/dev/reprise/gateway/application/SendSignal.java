package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.streams.Journal;
import org.jspecify.annotations.Nullable;

/** Sends a signal to an execution. Thread-safe. */
public final class SendSignal {
    /** The largest content, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 256 << 10;

    private final Journal journal;

    public SendSignal(Journal journal) {
        this.journal = journal;
    }

    /**
     * Sends a signal. Blocks until it is recorded.
     *
     * @param signalId the same for each try, so that the signal counts once; null for a signal that is sent once only
     */
    public SignalOutcome send(ExecutionId execution, SignalName name, @Nullable String signalId, Payload payload) {
        if (payload.size() > MAX_PAYLOAD_BYTES) {
            return new SignalOutcome.PayloadTooLarge(payload.size(), MAX_PAYLOAD_BYTES);
        }
        if (journal.execution(execution) == null) {
            return new SignalOutcome.UnknownExecution(execution); // also an id of a partition that there is not
        }
        var record = new JournalRecord.SignalReceived(new SignalTarget.ById(execution), name, signalId, payload, null);
        return switch (Verdicts.await(journal.submit(record))) {
            case Verdict.SignalAccepted accepted -> new SignalOutcome.Accepted(accepted.buffered());
            case Verdict.SignalRepeated ignored -> new SignalOutcome.Repeated();
            case Verdict.SignalRefused refused ->
                switch (refused.reason()) {
                    case UNKNOWN_EXECUTION -> new SignalOutcome.UnknownExecution(execution);
                    case EXECUTION_FINISHED -> new SignalOutcome.ExecutionFinished(execution);
                    case EXECUTION_QUARANTINED -> throw new QuarantinedExecution(execution);
                    case BUFFER_FULL -> new SignalOutcome.BufferFull(execution);
                };
            case Verdict other -> throw Verdicts.unexpected("a signal", other);
        };
    }
}
