package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.streams.Journal;
import dev.reprise.workflow.protocol.ProtocolLimits;
import org.jspecify.annotations.Nullable;

/** Starts an execution, or finds the one that was started before under the same name. Thread-safe. */
public final class StartExecution {
    /** The largest input, in bytes. */
    public static final int MAX_INPUT_BYTES = 6 << 20;

    private final Journal journal;
    private final FunctionRegistry functions;
    private final Admission admission;

    /** Starts whatever is asked for, however much waits. */
    public StartExecution(Journal journal, FunctionRegistry functions) {
        this(journal, functions, Admission.unlimited(journal));
    }

    public StartExecution(Journal journal, FunctionRegistry functions, Admission admission) {
        this.journal = journal;
        this.functions = functions;
        this.admission = admission;
    }

    /**
     * What to start.
     *
     * @param function the function's name
     * @param qualifier which version of it: {@link RegisteredFunction#LATEST}, a number or an alias. The execution is
     *     pinned to the version that this stands for now
     * @param name what to know the execution by, or null for a new name
     * @param input its input
     * @param caller what is known of whom it is started for
     * @param maxResultBytes the largest result it may have
     */
    public record Request(
            String function,
            String qualifier,
            @Nullable String name,
            Payload input,
            Caller caller,
            int maxResultBytes) {
        /** One that may have the largest result there can be. */
        public Request(String function, String qualifier, @Nullable String name, Payload input, Caller caller) {
            this(function, qualifier, name, input, caller, ProtocolLimits.OUTPUT_BYTES);
        }
    }

    /** Starts an execution. Blocks until it is recorded. */
    public StartOutcome start(Request request) {
        var function = request.function();
        var input = request.input();
        var name = request.name();
        var key = name == null ? journal.newKey(function) : new ExecutionKey(function, name);
        var registered = functions.find(function, request.qualifier());
        if (registered == null) {
            return functions.versions(function) == null
                    ? new StartOutcome.UnknownFunction(function)
                    : new StartOutcome.UnknownVersion(function, request.qualifier());
        }
        if (!registered.durable()) {
            return new StartOutcome.NotDurable(function);
        }
        if (input.size() > MAX_INPUT_BYTES) {
            return new StartOutcome.InputTooLarge(input.size(), MAX_INPUT_BYTES);
        }
        if (!admission.admits()) {
            return new StartOutcome.Overloaded();
        }
        var record = new JournalRecord.ExecutionStartRequested(
                journal.newExecutionId(key),
                key,
                registered.version(),
                registered.terms(request.maxResultBytes()),
                input,
                InputDigest.of(input),
                null,
                request.caller().traceParent(),
                request.caller().tenantId());
        return switch (Verdicts.await(journal.submit(record))) {
            case Verdict.Started started ->
                new StartOutcome.Started(started.execution(), key, started.created(), started.status());
            case Verdict.NameTaken taken -> new StartOutcome.NameTaken(key, taken.execution());
            case Verdict other -> throw Verdicts.unexpected("a start", other);
        };
    }
}
