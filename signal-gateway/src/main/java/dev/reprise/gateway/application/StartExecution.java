package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.streams.Journal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts an execution, or finds the one that was started before under the same name. Thread-safe. */
public final class StartExecution {
    /** The largest input, in bytes. */
    public static final int MAX_INPUT_BYTES = 6 << 20;

    private final Journal journal;
    private final FunctionRegistry functions;

    public StartExecution(Journal journal, FunctionRegistry functions) {
        this.journal = journal;
        this.functions = functions;
    }

    /**
     * Starts an execution. Blocks until it is recorded.
     *
     * @param name what to know it by, or null for a new name
     * @param traceParent the W3C trace context of the caller, or null
     */
    public StartOutcome start(String function, @Nullable String name, Payload input, @Nullable String traceParent) {
        var key = new ExecutionKey(function, name == null ? UUID.randomUUID().toString() : name);
        var registered = functions.find(function);
        if (registered == null) {
            return new StartOutcome.UnknownFunction(function);
        }
        if (!registered.durable()) {
            return new StartOutcome.NotDurable(function);
        }
        if (input.size() > MAX_INPUT_BYTES) {
            return new StartOutcome.InputTooLarge(input.size(), MAX_INPUT_BYTES);
        }
        var record = new JournalRecord.ExecutionStartRequested(
                journal.newExecutionId(key),
                key,
                RegisteredFunction.LATEST,
                registered.terms(),
                input,
                InputDigest.of(input),
                null,
                traceParent,
                null);
        return switch (Verdicts.await(journal.submit(record))) {
            case Verdict.Started started ->
                new StartOutcome.Started(started.execution(), key, started.created(), started.status());
            case Verdict.NameTaken taken -> new StartOutcome.NameTaken(key, taken.execution());
            case Verdict other -> throw Verdicts.unexpected("a start", other);
        };
    }
}
