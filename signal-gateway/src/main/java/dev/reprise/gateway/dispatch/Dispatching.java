package dev.reprise.gateway.dispatch;

import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import java.time.InstantSource;
import java.util.function.Function;

/** Puts together what acts on the journal's events. */
public final class Dispatching {
    private Dispatching() {}

    /**
     * Begins to act.
     *
     * @param arns how an execution is named to its code
     */
    public static void begin(
            JournalEvents events,
            Journal journal,
            FunctionRegistry functions,
            InProcessFunctions inProcess,
            StatePages pages,
            Seal seal,
            RunningInvocations running,
            Function<Execution, String> arns,
            Patience patience,
            ExecutionEnds ends,
            GatewayMetrics metrics) {
        var http = new HttpFunctions();
        var envelopes = new Envelopes(journal, pages, seal, arns);
        var dispatcher = new Dispatcher(
                journal,
                functions,
                new Invoker(inProcess, http),
                envelopes,
                running,
                patience,
                metrics,
                InstantSource.system());
        var deliveries = new Deliveries(journal, functions, new PlainCalls(http), patience);
        events.begin(dispatcher, deliveries, ends, metrics);
    }
}
