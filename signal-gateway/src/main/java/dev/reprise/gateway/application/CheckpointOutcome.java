package dev.reprise.gateway.application;

import dev.reprise.core.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a checkpoint. */
public sealed interface CheckpointOutcome {
    /**
     * It is recorded.
     *
     * @param token the next token; null when this invocation must stop, because the execution has ended or is paused
     * @param operations what the updates touched, and all that changed from outside since the last answer
     */
    record Accepted(@Nullable String token, List<Operation> operations) implements CheckpointOutcome {
        public Accepted {
            operations = List.copyOf(operations);
        }
    }

    /** The token is not the newest of the invocation that may act now, or no token at all. */
    record StaleToken() implements CheckpointOutcome {}

    /**
     * The execution is quarantined. The invocation must stop as if its token were stale: another one follows once the
     * execution is released, and what was not recorded is done again.
     */
    record Quarantined() implements CheckpointOutcome {}

    /** The token is for another execution than the one addressed. */
    record OtherExecution() implements CheckpointOutcome {}

    /** The updates break a rule and none was recorded. */
    record Invalid(String message) implements CheckpointOutcome {}
}
