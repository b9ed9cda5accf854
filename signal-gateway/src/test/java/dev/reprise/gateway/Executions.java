package dev.reprise.gateway;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.streams.Journal;

/** Executions for tests to which it does not matter of what. */
public final class Executions {
    private Executions() {}

    /** A new one, of a function in the process. */
    public static ExecutionId started(Journal journal) {
        var outcome = new StartExecution(journal, Functions.inProcess("f"))
                .start(new StartExecution.Request(
                        "f", RegisteredFunction.LATEST, null, Payload.of("{}"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }
}
