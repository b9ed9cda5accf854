package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;

/** Why an invocation is over while its function is still running. */
sealed interface Ending {
    /** There is something to wait for. */
    record Suspended() implements Ending {}

    /** The execution cannot go on. */
    record Failed(Failure failure) implements Ending {}

    /** This invocation cannot go on, but another may: after a corrected deployment, or when the service is back. */
    record Crashed(RuntimeException reason) implements Ending {}
}
