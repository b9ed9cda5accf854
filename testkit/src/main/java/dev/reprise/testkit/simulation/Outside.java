package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.RowRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everybody who uses the service: they start, signal, answer and stop, and repeat themselves when nobody answers. */
final class Outside {
    private static final int EXECUTIONS = 8;
    /** Two of these are more than is kept for code that does not wait yet. */
    private static final String LONG_TEXT = "!".repeat(600_000);

    private static final Failure STOP = Failure.of("Stop", "somebody stopped it");

    private final World world;
    private final Relay relay;
    private final Map<ExecutionKey, ExecutionId> answers = new HashMap<>();
    private final List<ExecutionKey> started = new ArrayList<>();

    Outside(World world) {
        this.world = world;
        relay = new Relay(world);
    }

    /** Notes all that they will do until a time. */
    void begin(long untilMillis) {
        var chance = world.chance();
        for (int i = chance.between(1, EXECUTIONS); i > 0; i--) {
            var key = new ExecutionKey(chance.oneOf(world.functions()), "execution-" + i);
            started.add(key);
            for (int times = chance.between(1, 2); times > 0; times--) {
                at(untilMillis, () -> start(key));
            }
            for (int signals = chance.below(5); signals > 0; signals--) {
                at(untilMillis, () -> signal(key));
            }
            for (int answers = chance.below(8); answers > 0; answers--) {
                at(untilMillis, () -> answerSomething(key));
            }
            if (chance.happens(0.1)) {
                at(untilMillis, () -> tell(key, id -> new JournalRecord.ExecutionStopRequested(id, STOP)));
            }
            for (int pauses = chance.happens(0.6) ? 0 : chance.between(1, 3); pauses > 0; pauses--) {
                at(
                        untilMillis,
                        () -> tell(
                                key, id -> new JournalRecord.ExecutionPauseRequested(id, chance.happens(0.5), null)));
                at(untilMillis, () -> tell(key, id -> new JournalRecord.ExecutionResumeRequested(id, "enough")));
            }
            if (chance.happens(0.1)) {
                at(untilMillis, () -> tell(key, JournalRecord.ExecutionDeleteRequested::new));
            }
        }
        if (chance.happens(0.2)) {
            at(untilMillis, () -> insist(0, new JournalRecord.FoldBarrier(List.of("feature")), verdict -> {}));
        }
        relay.begin(0);
    }

    /** More often early: much happens in the first seconds of an execution. */
    private void at(long untilMillis, Runnable what) {
        world.agenda().after(world.chance().delay(untilMillis), what);
    }

    /** Whether nothing is under way between them and the journal. */
    boolean isDone() {
        return relay.isDone() && answers.size() == started.size();
    }

    /** Checks what they alone can know. */
    void check() {
        relay.check();
    }

    /** Each try has an id of its own, as each request has. */
    private void start(ExecutionKey key) {
        var id = new ExecutionId(world.partitionOf(key), new UUID(0, world.number()));
        var digest = world.chance().happens(0.1) ? "of another input" : "digest";
        var record = new JournalRecord.ExecutionStartRequested(
                id, key, "1", world.terms(key.function()), Payload.of("\"in\""), digest, null, null, null);
        world.agenda()
                .after(
                        world.latency(),
                        () -> world.cluster().route(id.partition()).submit(id.partition(), record, verdict -> {
                            switch (world.faulty(0.03) ? null : verdict) {
                                case null -> world.agenda().after(world.chance().delay(10_000), () -> start(key));
                                case Verdict.Started begun -> answers.put(key, begun.execution());
                                case Verdict.NameTaken taken -> answers.put(key, taken.execution());
                                default -> throw new Violation("verdicts", "A start was judged to be " + verdict);
                            }
                        }));
    }

    private void signal(ExecutionKey key) {
        var chance = world.chance();
        int partition = world.partitionOf(key);
        var known = answers.get(key);
        SignalTarget target =
                known == null || chance.happens(0.3) ? new SignalTarget.ByKey(key) : new SignalTarget.ById(known);
        var name = new SignalName(chance.oneOf(Plan.SIGNALS));
        var payload = Payload.of("\"signal " + world.number() + (chance.happens(0.02) ? LONG_TEXT : "") + "\"");
        if (chance.happens(0.4)) {
            relay.publish(target, partition, name, payload);
            return;
        }
        var id = chance.happens(0.7) ? "id-" + world.number() : null;
        var record = new JournalRecord.SignalReceived(target, name, id, payload, null);
        insist(partition, record, verdict -> {
            if (id != null && chance.happens(0.2)) {
                insist(partition, record, again -> {}); // it seems not to have been heard
            }
        });
    }

    private void tell(ExecutionKey key, Function<ExecutionId, JournalRecord> what) {
        var id = answers.get(key);
        if (id != null) {
            insist(id.partition(), what.apply(id), verdict -> {});
        }
    }

    /** Answers one of the open questions of an execution, or one that is not open any more, or says that it will. */
    private void answerSomething(ExecutionKey key) {
        var id = answers.get(key);
        if (id == null) {
            return;
        }
        var asked = operations(id).stream()
                .filter(operation -> operation.type() == OperationType.CALLBACK)
                .toList();
        if (!asked.isEmpty()) {
            answer(id, world.chance().oneOf(asked));
        }
    }

    private void answer(ExecutionId id, Operation asked) {
        var chance = world.chance();
        JournalRecord record = chance.happens(0.3)
                ? new JournalRecord.CallbackHeartbeat(id, asked.id())
                : completed(id, asked, chance.happens(0.2));
        insist(id.partition(), record, verdict -> {});
    }

    private JournalRecord.CallbackCompleted completed(ExecutionId id, Operation asked, boolean badly) {
        return new JournalRecord.CallbackCompleted(
                id,
                asked.id(),
                badly ? OperationStatus.FAILED : OperationStatus.SUCCEEDED,
                badly ? null : Payload.of(Endings.ANSWER + world.number() + "\""),
                badly ? STOP : null);
    }

    /** Tries again until there is an answer, which may be lost after all. */
    private void insist(int partition, JournalRecord record, Consumer<Verdict> then) {
        world.agenda()
                .after(
                        world.latency(),
                        () -> world.cluster().route(partition).submit(partition, record, verdict -> {
                            if (verdict == null || world.faulty(0.03)) {
                                world.agenda()
                                        .after(world.chance().delay(10_000), () -> insist(partition, record, then));
                            } else {
                                then.accept(verdict);
                            }
                        }));
    }

    private List<Operation> operations(ExecutionId id) {
        var operations = new ArrayList<Operation>();
        world.truth(id.partition())
                .rows()
                .scan(new RowRange.Operations(id), (row, operation) -> operations.add(operation));
        return operations;
    }

    /** Resumes an execution that is paused, or answers what it waits for; false when there is nothing to be done. */
    boolean help(Execution header) {
        var id = header.id();
        if (header.pause() != null) {
            insist(id.partition(), new JournalRecord.ExecutionResumeRequested(id, null), verdict -> {});
            return true;
        }
        var question = operations(id).stream()
                .filter(operation -> operation.isAwaited() && operation.type() == OperationType.CALLBACK)
                .findFirst();
        question.ifPresent(asked -> insist(id.partition(), help(id, asked), verdict -> {}));
        return question.isPresent();
    }

    private JournalRecord help(ExecutionId id, Operation asked) {
        var name = asked.ref().name();
        return asked.isOpenSignalWait() && name != null
                ? new JournalRecord.SignalReceived(
                        new SignalTarget.ById(id),
                        new SignalName(name),
                        "help-" + world.number(),
                        Payload.of("\"signal " + world.number() + "\""),
                        null)
                : completed(id, asked, false);
    }
}
