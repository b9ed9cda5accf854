package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.InvocationOutcome;
import org.jspecify.annotations.Nullable;

/** What a function answers when it was able to answer. */
public sealed interface InvocationOutput {
    /** The code waits for something that the service will wake it for. */
    record Suspended() implements InvocationOutput {}

    /** The code returned, possibly nothing. */
    record Succeeded(@Nullable Payload result) implements InvocationOutput {}

    /** The code threw for good. */
    record Failed(Failure failure) implements InvocationOutput {}

    /**
     * This answer as the journal records it.
     *
     * @param seenChange the execution's change counter up to which the invocation has been told of changes
     */
    default InvocationOutcome outcome(long seenChange) {
        return switch (this) {
            case Suspended ignored -> new InvocationOutcome.Suspended(seenChange);
            case Succeeded succeeded -> new InvocationOutcome.Succeeded(succeeded.result());
            case Failed failed -> new InvocationOutcome.Failed(failed.failure());
        };
    }
}
