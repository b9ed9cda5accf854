package dev.reprise.gateway.security;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.tokens.CallbackId;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import org.jspecify.annotations.Nullable;

/** Finds the functions that executions and callbacks belong to. Thread-safe; may block. */
public final class SubjectFunctions {
    private final Journal journal;
    private final Seal seal;

    public SubjectFunctions(Journal journal, Seal seal) {
        this.journal = journal;
        this.seal = seal;
    }

    /** The function that a name in a path belongs to; null when there is nothing of that name. */
    public @Nullable String of(Access.Subject subject, String name) {
        return switch (subject) {
            case FUNCTION -> name;
            case EXECUTION -> ofExecution(name);
            case CALLBACK -> ofCallback(name);
            case WHAT_IS_GRANTED, SERVICE -> null;
        };
    }

    private @Nullable String ofExecution(String name) {
        try {
            return of(ExecutionId.parse(name));
        } catch (InvalidValue noId) {
            return null;
        }
    }

    /** The function of the execution whose callback it is; null when it is none, or of none that is kept. */
    public @Nullable String ofCallback(String callbackId) {
        var callback = CallbackId.read(seal, callbackId);
        return callback == null ? null : of(callback.execution());
    }

    private @Nullable String of(ExecutionId id) {
        var execution = journal.execution(id);
        return execution == null ? null : execution.key().function();
    }
}
