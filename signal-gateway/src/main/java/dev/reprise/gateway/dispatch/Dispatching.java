package dev.reprise.gateway.dispatch;

import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.Journal;
import java.time.InstantSource;

/** Puts together what acts on the journal's events. */
public final class Dispatching {
    private Dispatching() {}

    /**
     * Begins to act.
     *
     * @param arns how executions and functions are named to code
     * @return the way to plain functions
     */
    public static PlainFunctions begin(
            JournalEvents events,
            Journal journal,
            FunctionRegistry functions,
            InProcessFunctions inProcess,
            LambdaFunctions lambda,
            TaskQueue queue,
            StatePages pages,
            Seal seal,
            RunningInvocations running,
            ExecutionArns arns,
            Patience patience,
            GatewayMetrics metrics,
            Tracing tracing) {
        var clock = InstantSource.system();
        var http = new HttpFunctions();
        var contexts = new InvocationContexts(arns, clock);
        var plain = new PlainCalls(http, lambda, contexts);
        var ends = new InvocationEnds(journal, metrics, clock);
        var tasks = new TaskWatch(journal, queue, seal, ends, patience, clock);
        var dispatcher = new Dispatcher(
                journal,
                functions,
                new Invoker(inProcess, http, lambda),
                tasks,
                new Envelopes(journal, pages, seal, arns),
                contexts,
                running,
                ends,
                patience,
                metrics,
                tracing,
                clock);
        var deliveries = new Deliveries(journal, functions, new CalledFunctions(plain), patience, tracing);
        metrics.watchTasks(tasks::open);
        metrics.watch(dispatcher.waiting()::size, dispatcher.waiting()::oldest);
        events.begin(dispatcher, deliveries, metrics, tracing);
        return plain;
    }
}
