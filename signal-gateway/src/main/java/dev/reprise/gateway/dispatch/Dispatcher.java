package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tracing.InvocationSpan;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Invokes functions when the journal says so, each on a virtual thread, and records how each invocation ended. Whether
 * there is another one is the journal's decision; nothing is tried again here but the recording, and invocations that were
 * turned away before any code ran, which are none.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Journal journal;
    private final FunctionRegistry functions;
    private final Invoker invoker;
    private final TaskWatch tasks;
    private final Envelopes envelopes;
    private final InvocationContexts contexts;
    private final RunningInvocations running;
    private final InvocationEnds ends;
    private final Patience patience;
    private final GatewayMetrics metrics;
    private final Tracing tracing;
    private final InstantSource clock;
    private final WaitingRoom waiting = new WaitingRoom();
    private final ConcurrentHashMap<Pinned, Turnstile> turnstiles = new ConcurrentHashMap<>();

    Dispatcher(
            Journal journal,
            FunctionRegistry functions,
            Invoker invoker,
            TaskWatch tasks,
            Envelopes envelopes,
            InvocationContexts contexts,
            RunningInvocations running,
            InvocationEnds ends,
            Patience patience,
            GatewayMetrics metrics,
            Tracing tracing,
            InstantSource clock) {
        this.journal = journal;
        this.functions = functions;
        this.invoker = invoker;
        this.tasks = tasks;
        this.envelopes = envelopes;
        this.contexts = contexts;
        this.running = running;
        this.ends = ends;
        this.patience = patience;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
    }

    /** The version of a function that an execution was started with and keeps. */
    private record Pinned(String function, String version) {
        static Pinned of(Execution header) {
            return new Pinned(header.key().function(), header.version());
        }

        @Override
        public String toString() {
            return version.equals(RegisteredFunction.LATEST) ? function : function + ":" + version;
        }
    }

    /**
     * An invocation that is to begin.
     *
     * @param header the execution when it was handed over
     * @param updated what the invocation is to be told of
     * @param turn since when it waits
     */
    private record Due(Execution header, UpdatedOperations updated, WaitingRoom.Waiting turn) {
        ExecutionId execution() {
            return header.id();
        }

        int epoch() {
            return header.lane().epoch();
        }
    }

    /**
     * Begins an invocation as soon as the function's limit allows. Returns at once.
     *
     * @param header the execution as it is now
     * @param updated what the invocation is to be told of
     */
    void dispatch(Execution header, UpdatedOperations updated) {
        var due = new Due(header, updated, waiting.enter());
        Thread.ofVirtual().name("dispatch-" + header.id()).start(() -> await(due));
    }

    /** What is due here and has not begun. */
    WaitingRoom waiting() {
        return waiting;
    }

    private void await(Due due) {
        var execution = due.execution();
        int epoch = due.epoch();
        var pinned = Pinned.of(due.header());
        MDC.put("executionId", execution.toString());
        MDC.put("partition", Integer.toString(execution.partition()));
        MDC.put("function", pinned.function());
        try {
            var function = find(pinned);
            if (function != null && function.target() instanceof FunctionTarget.Tasks) {
                waiting.leave(due.turn()); // it waits on the topic now
                tasks.offer(due.header(), function, () -> find(pinned));
            } else {
                invokeInTurn(due, pinned);
            }
        } catch (Patience.Stopped | InterruptedException stopped) {
            LOG.debug("Invocation {} of {} is left to the next owner", epoch, execution);
        } catch (RuntimeException e) {
            LOG.error("Invocation {} of {} failed for a reason that nobody foresaw", epoch, execution, e);
            reportUnforeseen(execution, epoch, e);
        } finally {
            waiting.leave(due.turn()); // the thread ends here, and what its lines carried with it
        }
    }

    private void invokeInTurn(Due due, Pinned pinned) throws InterruptedException {
        var turnstile = turnstiles.computeIfAbsent(pinned, each -> new Turnstile(() -> limit(each)));
        turnstile.enter();
        try {
            metrics.dispatched(pinned.function(), due.turn().soFar());
            waiting.leave(due.turn());
            invokeWhenTaken(due);
        } finally {
            turnstile.leave();
        }
    }

    /** An invocation whose end the journal never hears of is never made again: the execution would hang in silence. */
    private void reportUnforeseen(ExecutionId execution, int epoch, RuntimeException unforeseen) {
        var crashed = FunctionAnswer.crashed("Dispatcher.Error", "Expected to invoke the function, but: " + unforeseen);
        var start = begun();
        try {
            record(new InvocationEnds.End(execution, epoch, start, start.startedAt(), crashed.outcome(0)));
        } catch (Patience.Stopped stopped) {
            LOG.debug("Invocation {} of {} is left to the next owner", epoch, execution);
        }
    }

    private InvocationStart begun() {
        return new InvocationStart(UUID.randomUUID().toString(), clock.instant());
    }

    private int limit(Pinned pinned) {
        try {
            var registered = functions.find(pinned.function(), pinned.version());
            return registered == null ? 1 : registered.maxConcurrency();
        } catch (JournalUnavailable notReadYet) {
            return 1;
        }
    }

    /** The execution's header, or null when the invocation has been superseded. */
    private @Nullable Execution current(Due due) {
        var execution = due.execution();
        var header = patience.insist("read execution " + execution, () -> new Read(journal.execution(execution)))
                .header();
        return header != null && header.isRun(due.epoch()) ? header : null;
    }

    private record Read(@Nullable Execution header) {}

    private void invokeWhenTaken(Due due) throws InterruptedException {
        for (var pause = invoke(due); pause.isPositive(); pause = invoke(due)) {
            patience.rest(pause);
        }
    }

    /** Invokes with what is recorded now. Gives how long to wait before the next try, or zero when there is to be none. */
    private Duration invoke(Due due) throws InterruptedException {
        // The header first: what changes while the operations are read is then known not to have been told.
        var header = current(due);
        if (header == null) {
            return Duration.ZERO;
        }
        var execution = due.execution();
        int epoch = due.epoch();
        var start = begun();
        running.begin(execution, epoch, header.tally().changes());
        var span = tracing.invocation(header, start);
        try {
            return switch (answer(header, due.updated(), start, span)) {
                case FunctionAnswer.NotTaken later -> later.pause();
                case FunctionAnswer.Given given -> {
                    report(header, start, span, given.outcome(running.seenChange(execution, epoch)));
                    yield Duration.ZERO;
                }
            };
        } finally {
            running.end(execution, epoch);
        }
    }

    private FunctionAnswer answer(
            Execution header, UpdatedOperations updated, InvocationStart start, InvocationSpan span)
            throws InterruptedException {
        var pinned = Pinned.of(header);
        var function = find(pinned);
        if (function == null) {
            return FunctionAnswer.crashed(
                    "Function.NotFound",
                    "Expected a registered function %s, but there is none. Register it, and its executions go on"
                            .formatted(pinned));
        }
        var pause = invoker.pause(function);
        if (pause.isPositive()) {
            return new FunctionAnswer.NotTaken(pause);
        }
        var envelope = patience.insist(
                "read the operations of " + header.id(), () -> envelopes.envelope(header, updated, start));
        var caller = new Caller(span.traceParent(), header.tenant());
        var answer = invoker.invoke(function, envelope, contexts.of(function, start.requestId(), caller));
        if (answer instanceof FunctionAnswer.NotTaken) {
            metrics.turnedAway(function.name());
        }
        return answer;
    }

    private @Nullable RegisteredFunction find(Pinned pinned) {
        return patience.insist(
                        "find function " + pinned, () -> new Found(functions.find(pinned.function(), pinned.version())))
                .function();
    }

    private record Found(@Nullable RegisteredFunction function) {}

    private void report(Execution header, InvocationStart start, InvocationSpan span, InvocationOutcome outcome) {
        var epoch = header.lane().epoch();
        var end = ends.seen(header.key().function(), header.id(), epoch, start, outcome);
        span.ended(outcome, end.endedAt());
        record(end);
    }

    private void record(InvocationEnds.End end) {
        patience.insist(
                "record the end of invocation %d of %s".formatted(end.epoch(), end.execution()),
                () -> ends.record(end));
    }
}
