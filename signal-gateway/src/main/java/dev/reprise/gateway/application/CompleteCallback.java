package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.gateway.tokens.CallbackId;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a callback from outside. Each callback takes one. Thread-safe. */
public final class CompleteCallback {
    /** The largest answer, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 256 << 10;

    private final Journal journal;
    private final Seal seal;

    public CompleteCallback(Journal journal, Seal seal) {
        this.journal = journal;
        this.seal = seal;
    }

    /** What became of an answer. */
    public sealed interface Outcome {
        record Accepted() implements Outcome {}

        /** The id is none that was given out. */
        record Invalid() implements Outcome {}

        /** The callback was answered or timed out before, or its execution has ended. */
        record Closed() implements Outcome {}

        /** The callback's execution is not kept any more. */
        record Gone() implements Outcome {}

        record PayloadTooLarge(int bytes, int maxBytes) implements Outcome {}
    }

    /** How a callback stands before it is answered. */
    public sealed interface Standing {
        /**
         * It waits for an answer.
         *
         * @param execution whose callback it is
         * @param name what the code calls it, null for nothing
         */
        record Open(ExecutionKey execution, @Nullable String name) implements Standing {}

        /** It would take none: what an answer would come to. */
        record NotOpen(Outcome answered) implements Standing {}
    }

    /** Looks at a callback; nothing is recorded. */
    public Standing look(String callbackId) {
        var id = CallbackId.read(seal, callbackId);
        if (id == null) {
            return new Standing.NotOpen(new Outcome.Invalid());
        }
        var execution = journal.execution(id.execution());
        if (execution == null) {
            return new Standing.NotOpen(new Outcome.Gone());
        }
        var callback = journal.operation(id.execution(), id.operation());
        return callback == null || !callback.isPending() || execution.status().isClosed()
                ? new Standing.NotOpen(new Outcome.Closed())
                : new Standing.Open(execution.key(), callback.ref().name());
    }

    /** Answers well. Blocks until it is recorded. An absent result is none. */
    public Outcome succeed(String callbackId, @Nullable Payload result) {
        if (result != null && result.size() > MAX_PAYLOAD_BYTES) {
            return new Outcome.PayloadTooLarge(result.size(), MAX_PAYLOAD_BYTES);
        }
        return submit(
                callbackId,
                id -> new JournalRecord.CallbackCompleted(
                        id.execution(), id.operation(), OperationStatus.SUCCEEDED, result, null));
    }

    /** Answers with a failure. Blocks until it is recorded. */
    public Outcome fail(String callbackId, Failure failure) {
        if (failure.size() > MAX_PAYLOAD_BYTES) {
            return new Outcome.PayloadTooLarge((int) failure.size(), MAX_PAYLOAD_BYTES);
        }
        return submit(
                callbackId,
                id -> new JournalRecord.CallbackCompleted(
                        id.execution(), id.operation(), OperationStatus.FAILED, null, failure));
    }

    /** Says that an answer is still being worked on. Blocks until it is recorded. */
    public Outcome heartbeat(String callbackId) {
        return submit(callbackId, id -> new JournalRecord.CallbackHeartbeat(id.execution(), id.operation()));
    }

    /** Whether a callback has been answered well, and with just this. */
    public boolean isAnsweredWith(String callbackId, @Nullable Payload result) {
        var id = CallbackId.read(seal, callbackId);
        var callback = id == null ? null : journal.operation(id.execution(), id.operation());
        return callback != null
                && callback.status() == OperationStatus.SUCCEEDED
                && Objects.equals(callback.details().result(), result);
    }

    private Outcome submit(String callbackId, Function<CallbackId, JournalRecord.OfExecution> record) {
        var id = CallbackId.read(seal, callbackId);
        if (id == null) {
            return new Outcome.Invalid();
        }
        return switch (Verdicts.await(journal.submit(record.apply(id)))) {
            case Verdict.CallbackAccepted ignored -> new Outcome.Accepted();
            case Verdict.CallbackClosed ignored -> new Outcome.Closed();
            case Verdict.UnknownExecution ignored -> new Outcome.Gone();
            case Verdict other -> throw Verdicts.unexpected("a callback", other);
        };
    }
}
