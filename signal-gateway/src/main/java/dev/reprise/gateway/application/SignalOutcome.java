package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;

/** What became of a signal. */
public sealed interface SignalOutcome {
    /**
     * It is recorded.
     *
     * @param buffered whether the code does not wait for it yet
     */
    record Accepted(boolean buffered) implements SignalOutcome {}

    /** It was recorded before. */
    record Repeated() implements SignalOutcome {}

    record UnknownExecution(ExecutionId execution) implements SignalOutcome {}

    record ExecutionFinished(ExecutionId execution) implements SignalOutcome {}

    /** Too many signals wait for code that does not wait for them. */
    record BufferFull(ExecutionId execution) implements SignalOutcome {}

    record PayloadTooLarge(int bytes, int maxBytes) implements SignalOutcome {}
}
