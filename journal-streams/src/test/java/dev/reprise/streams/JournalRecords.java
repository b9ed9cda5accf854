package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Journal records as tests want them. */
final class JournalRecords {
    private JournalRecords() {}

    static JournalRecord.ExecutionStartRequested start(ExecutionId id, ExecutionKey key, String input) {
        return new JournalRecord.ExecutionStartRequested(
                id, key, "$LATEST", Terms.DEFAULT, Payload.of(input), input, null, null, null);
    }

    static JournalRecord.CheckpointSubmitted checkpoint(
            ExecutionId id, int epoch, long seq, OperationUpdate... updates) {
        return new JournalRecord.CheckpointSubmitted(
                id, epoch, seq, "token-" + epoch + "-" + seq, List.of(updates), null);
    }

    static OperationUpdate stepDone(String id, String result) {
        return new OperationUpdate.SucceedStep(OperationRef.of(id, "step-" + id, "Step"), Payload.of(result), null);
    }

    static OperationUpdate sleep(String id, Duration duration) {
        return new OperationUpdate.StartWait(OperationRef.of(id, "sleep-" + id, "Wait"), duration);
    }

    static OperationUpdate awaitSignal(String id, String name) {
        return new OperationUpdate.StartCallback(
                OperationRef.of(id, name, Operation.SIGNAL), null, Duration.ofHours(72), null);
    }

    static JournalRecord.InvocationCompleted suspended(ExecutionId id, int epoch, long seenChange) {
        return completed(id, epoch, new InvocationOutcome.Suspended(seenChange));
    }

    static JournalRecord.InvocationCompleted succeeded(ExecutionId id, int epoch, String result) {
        return completed(id, epoch, new InvocationOutcome.Succeeded(Payload.of(result)));
    }

    private static JournalRecord.InvocationCompleted completed(ExecutionId id, int epoch, InvocationOutcome outcome) {
        return new JournalRecord.InvocationCompleted(
                id, epoch, "request-" + epoch, Instant.EPOCH, Instant.EPOCH, outcome);
    }

    static JournalRecord.SignalReceived signal(
            ExecutionId id, String name, String payload, @Nullable SignalSource source) {
        return new JournalRecord.SignalReceived(
                new SignalTarget.ById(id), new SignalName(name), null, Payload.of(payload), source);
    }
}
