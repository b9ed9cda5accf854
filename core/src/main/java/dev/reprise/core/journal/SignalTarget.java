package dev.reprise.core.journal;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;

/** Whom a signal is for: an execution by its id, or by what callers know it by. */
public sealed interface SignalTarget {
    record ById(ExecutionId execution) implements SignalTarget {}

    record ByKey(ExecutionKey key) implements SignalTarget {}
}
