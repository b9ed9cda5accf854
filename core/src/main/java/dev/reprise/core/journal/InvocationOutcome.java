package dev.reprise.core.journal;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import org.jspecify.annotations.Nullable;

/** How an invocation of a function ended. */
public sealed interface InvocationOutcome {
    /**
     * The code waits for something.
     *
     * @param seenChange the execution's change counter up to which the owner has told this invocation of changes
     */
    record Suspended(long seenChange) implements InvocationOutcome {}

    /** The code returned. */
    record Succeeded(@Nullable Payload result) implements InvocationOutcome {}

    /** The code threw for good. */
    record Failed(Failure failure) implements InvocationOutcome {}

    /** The function crashed, timed out or was not reached; it is invoked again after a pause. */
    record Crashed(Failure failure) implements InvocationOutcome {}

    /** The function answered something that is not an answer; the execution fails. */
    record Invalid(Failure failure) implements InvocationOutcome {}
}
