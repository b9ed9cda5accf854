package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Invokes functions when the journal says so, and insists on recording how each invocation ended. */
final class Invoking {
    private static final long LEASE_MILLIS = 60_000;

    private final World world;
    private final Node node;
    private final Map<ExecutionId, Seen> running = new HashMap<>();

    private record Seen(int epoch, long change, InvocationStart start) {}

    Invoking(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    void forget() {
        running.clear();
    }

    /** An invocation has been told of everything up to a change, by a poll. */
    void told(ExecutionId execution, int epoch, long change) {
        running.computeIfPresent(
                execution,
                (id, seen) ->
                        seen.epoch() == epoch && seen.change() < change ? new Seen(epoch, change, seen.start()) : seen);
    }

    /** How an invocation began whose checkpoint ends the execution, where this node knows. */
    @Nullable
    InvocationStart start(ExecutionId execution, int epoch, List<OperationUpdate> updates) {
        var seen = running.get(execution);
        boolean ends = !updates.isEmpty() && updates.getLast().type() == OperationType.EXECUTION;
        return ends && seen != null && seen.epoch() == epoch ? seen.start() : null;
    }

    void dispatch(Task task, ExecutionId execution, int epoch) {
        task.later(world.latency() + world.chance().delay(world.isHealed() ? 1 : 500), () -> {
            var header = task.rows().get(new Row.Header(execution));
            if (header != null && header.isRun(epoch)) {
                invoke(task, header);
                if (world.faulty(0.02)) {
                    invoke(task, header); // a proxy repeats the request
                }
            }
        });
    }

    private void invoke(Task task, Execution header) {
        var id = header.id();
        int epoch = header.lane().epoch();
        var start = new InvocationStart("request-" + world.number(), node.now());
        running.put(id, new Seen(epoch, header.tally().changes(), start));
        var envelope = envelope(task, header);
        var host = world.cluster().host(node);
        int inLife = node.life();
        var reported = new boolean[1];
        world.story().tell(() -> "%s invokes %s, epoch %d, at %s".formatted(node, header.key(), epoch, host));
        world.agenda().after(world.latency(), () -> {
            if (node.life() == inLife || host != node.inProcess()) {
                host.invoke(header.key().function(), envelope, answer -> {
                    if (!world.faulty(0.02)) {
                        world.agenda()
                                .after(world.latency(), () -> report(task, header, start, answer, inLife, reported));
                    }
                });
            }
        });
        world.agenda().after(LEASE_MILLIS, () -> report(task, header, start, Invoking::timedOut, inLife, reported));
    }

    private static InvocationOutcome timedOut(long seenChange) {
        return new InvocationOutcome.Crashed(Failure.of("Function.Timeout", "no answer"));
    }

    private static InvocationEnvelope envelope(Task task, Execution header) {
        var operations = new ArrayList<Operation>();
        task.rows().scan(new RowRange.Operations(header.id()), (row, operation) -> {
            if (!operation.pruned()) {
                operations.add(operation);
            }
            return true;
        });
        operations.sort(Comparator.comparingLong(Operation::order));
        var updated = task.rows().get(new Row.Ready(header.id()));
        return new InvocationEnvelope(
                Checkpointing.arn(header),
                Checkpointing.token(header),
                operations,
                null,
                updated == null ? List.of() : updated.ids());
    }

    private void report(
            Task task,
            Execution header,
            InvocationStart start,
            LongFunction<InvocationOutcome> answer,
            int inLife,
            boolean[] reported) {
        if (reported[0] || node.life() != inLife) {
            return;
        }
        reported[0] = true;
        var seen = running.get(header.id());
        int epoch = header.lane().epoch();
        var outcome = answer.apply(seen == null || seen.epoch() != epoch ? 0 : seen.change());
        insist(
                task,
                new JournalRecord.InvocationCompleted(
                        header.id(), epoch, start.requestId(), start.startedAt(), node.now(), outcome));
    }

    private void insist(Task task, JournalRecord.InvocationCompleted record) {
        node.submit(task.partition(), record, verdict -> {
            if (verdict == null) {
                task.later(world.chance().delay(5_000), () -> insist(task, record));
            } else if (!(verdict instanceof Verdict.Done || verdict instanceof Verdict.Stale)) {
                throw new Violation("verdicts", "An invocation's end was judged to be " + verdict);
            }
        });
    }
}
