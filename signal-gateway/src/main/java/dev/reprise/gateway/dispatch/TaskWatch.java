package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tokens.TaskTicket;
import dev.reprise.streams.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Offers invocations to whoever takes them, and looks after each until it is over: one that was taken and is not heard of
 * within its time has failed, one that nobody takes for long is offered again. Whether it was taken, the journal knows:
 * whoever takes it makes the first checkpoint. Thread-safe; made for virtual threads.
 */
final class TaskWatch {
    /** How long until what happened to an invocation elsewhere is noticed here. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** A topic may have lost a task to its retention; offering one twice does no harm. */
    private static final Duration OFFER_EVERY = Duration.ofHours(12);

    /** Whoever keeps his own time is heard of a little later than that. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Journal journal;
    private final TaskQueue queue;
    private final Seal seal;
    private final InvocationEnds ends;
    private final Patience patience;
    private final InstantSource clock;
    private final Duration lookEvery;
    private final AtomicInteger open = new AtomicInteger();

    TaskWatch(
            Journal journal, TaskQueue queue, Seal seal, InvocationEnds ends, Patience patience, InstantSource clock) {
        this(journal, queue, seal, ends, patience, clock, LOOK_EVERY);
    }

    TaskWatch(
            Journal journal,
            TaskQueue queue,
            Seal seal,
            InvocationEnds ends,
            Patience patience,
            InstantSource clock,
            Duration lookEvery) {
        this.journal = journal;
        this.queue = queue;
        this.seal = seal;
        this.ends = ends;
        this.patience = patience;
        this.clock = clock;
        this.lookEvery = lookEvery;
    }

    /**
     * Offers the invocation that a header says is to run, and stays until it is over.
     *
     * @param present what the function is now
     * @throws Patience.Stopped when the node stops before; the next owner begins anew
     */
    void offer(Execution header, RegisteredFunction function, Supplier<@Nullable RegisteredFunction> present) {
        open.incrementAndGet();
        try {
            look(header, function, present);
        } finally {
            open.decrementAndGet();
        }
    }

    /** How many invocations were offered and are not over. */
    int open() {
        return open.get();
    }

    private void look(Execution header, RegisteredFunction function, Supplier<@Nullable RegisteredFunction> present) {
        var ticket = TaskTicket.of(header);
        var offeredAt = offer(ticket, function);
        Instant takenAt = null;
        while (true) {
            patience.rest(lookEvery);
            var now = clock.instant();
            var state = read(ticket.execution());
            if (state == null || !state.isRun(ticket.epoch())) {
                return;
            }
            if (takenAt == null && ticket.isInUse(state)) {
                takenAt = now;
            }
            if (takenAt == null && !isStillTasks(present.get())) {
                failed(ticket, function, now, moved(function.name()));
                return;
            } else if (takenAt == null) {
                offeredAt = now.isBefore(offeredAt.plus(OFFER_EVERY)) ? offeredAt : offer(ticket, function);
            } else if (now.isAfter(takenAt.plus(function.invocationTimeout()).plus(MARGIN))) {
                failed(ticket, function, takenAt, late(function));
                return;
            }
        }
    }

    private Instant offer(TaskTicket ticket, RegisteredFunction function) {
        return patience.insist("offer invocation %d of %s".formatted(ticket.epoch(), ticket.execution()), () -> {
            queue.offer(function, ticket.execution(), ticket.write(seal));
            return clock.instant();
        });
    }

    private @Nullable Execution read(ExecutionId execution) {
        return patience.insist("read execution " + execution, () -> new Read(journal.execution(execution)))
                .header();
    }

    private record Read(@Nullable Execution header) {}

    private static boolean isStillTasks(@Nullable RegisteredFunction function) {
        return function != null && function.target() instanceof FunctionTarget.Tasks;
    }

    /** What an invocation fails with whose function went elsewhere before it began; the next one finds it there. */
    static FunctionAnswer.Crashed moved(String function) {
        return FunctionAnswer.crashed(
                "Function.Moved",
                "Expected the target of function %s to stay until the invocation began, but it has changed"
                        .formatted(function));
    }

    private static FunctionAnswer.Crashed late(RegisteredFunction function) {
        return FunctionAnswer.crashed(
                "Sandbox.Timedout",
                "Expected whoever took the task to say within %d seconds how it ended, but nobody did"
                        .formatted(function.invocationTimeout().toSeconds()));
    }

    private void failed(
            TaskTicket ticket, RegisteredFunction function, Instant startedAt, FunctionAnswer.Crashed crashed) {
        var start = new InvocationStart(UUID.randomUUID().toString(), startedAt);
        var end = ends.seen(function.name(), ticket.execution(), ticket.epoch(), start, crashed.outcome(0));
        patience.insist(
                "record the end of invocation %d of %s".formatted(ticket.epoch(), ticket.execution()),
                () -> ends.record(end));
    }
}
