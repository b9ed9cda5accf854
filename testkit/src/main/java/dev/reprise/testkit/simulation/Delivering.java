package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import java.util.List;

/** Carries messages between partitions, each at least once. */
final class Delivering {
    private final World world;
    private final Node node;

    Delivering(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    void deliver(Task task, OutgoingId id, Outgoing message) {
        task.later(world.latency() + world.chance().delay(1_000), () -> {
            var record = carried(message);
            insist(task, record.execution().partition(), record, () -> {
                if (world.faulty(0.05)) {
                    deliver(task, id, message); // as if it were not known that it has been
                }
                insist(task, task.partition(), new JournalRecord.OutboxDelivered(List.of(id)), () -> {});
            });
        });
    }

    /** Submits somewhere until there is a verdict, or the next owner of the message's partition does. */
    private void insist(Task task, int partition, JournalRecord record, Runnable then) {
        world.cluster().route(partition, node).submit(partition, record, verdict -> {
            if (verdict == null) {
                task.later(world.chance().delay(5_000), () -> insist(task, partition, record, then));
            } else if (task.isOpen() && node.isAlive()) {
                then.run();
            }
        });
    }

    private JournalRecord.OfExecution carried(Outgoing message) {
        return switch (message) {
            case Outgoing.Call call ->
                switch (call.target()) {
                    case InvokeTarget.Durable target -> start(call, target);
                    case InvokeTarget.Plain target -> calledPlain(call);
                    case InvokeTarget.Unresolvable target ->
                        throw new Violation("verdicts", "A message calls what cannot be called: " + call);
                };
            case Outgoing.Reply reply ->
                new JournalRecord.ChainedInvokeCompleted(
                        reply.link().execution(),
                        reply.link().operation(),
                        reply.status(),
                        reply.details().result(),
                        reply.details().failure());
        };
    }

    private JournalRecord.ExecutionStartRequested start(Outgoing.Call call, InvokeTarget.Durable target) {
        var key = call.link().childKey(target.name());
        return new JournalRecord.ExecutionStartRequested(
                new ExecutionId(world.partitionOf(key), call.link().childId()),
                key,
                target.version(),
                target.terms(),
                call.input(),
                "digest",
                call.link(),
                call.traceParent(),
                call.tenant());
    }

    /** A plain function answers at once, something else each time it is called. */
    private JournalRecord.ChainedInvokeCompleted calledPlain(Outgoing.Call call) {
        boolean fails = world.chance().happens(0.3);
        return new JournalRecord.ChainedInvokeCompleted(
                call.link().execution(),
                call.link().operation(),
                fails ? OperationStatus.FAILED : OperationStatus.SUCCEEDED,
                fails ? null : Payload.of("\"plain " + world.number() + "\""),
                fails ? Failure.of("Plain", "it broke") : null);
    }

    static InvokeTarget resolved(World world, String function) {
        var name = function.contains(":") ? function.substring(0, function.indexOf(':')) : function;
        return switch (name) {
            case World.CHILD -> new InvokeTarget.Durable(function, name, "1", world.termsOfCalled());
            case "plain" -> new InvokeTarget.Plain(function, name, "1");
            default ->
                new InvokeTarget.Unresolvable(
                        function, Failure.of("ResourceNotFoundException", "Function not found: " + function));
        };
    }
}
