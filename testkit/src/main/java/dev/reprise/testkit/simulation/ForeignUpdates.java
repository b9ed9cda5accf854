package dev.reprise.testkit.simulation;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Updates that mostly fit what the code knows of its operations, whose ids tell their types. */
final class ForeignUpdates {
    private static final Failure BROKEN = Failure.of("Broken", "it broke");
    private static final int TRIES = 8;

    private final World world;
    private final Chance chance;
    private final Map<OperationId, Operation> known;

    ForeignUpdates(World world, Map<OperationId, Operation> known) {
        this.world = world;
        this.chance = world.chance();
        this.known = known;
    }

    OperationUpdate next() {
        var update = any();
        boolean careful = chance.happens(0.9);
        for (int i = 0; careful && i < TRIES && !fits(update); i++) {
            update = any();
        }
        return update;
    }

    OperationUpdate end() {
        var ref = OperationRef.of("the-end", null, null);
        return chance.happens(0.5)
                ? new OperationUpdate.SucceedExecution(ref, Payload.of("done by checkpoint"))
                : new OperationUpdate.FailExecution(ref, BROKEN);
    }

    private boolean fits(OperationUpdate update) {
        var before = known.get(update.id());
        var parent = update.ref().parent();
        if (parent != null && !known.containsKey(parent)) {
            return false;
        }
        return switch (update) {
            case OperationUpdate.StartStep ignored -> before == null || before.status() == OperationStatus.READY;
            case OperationUpdate.CancelWait ignored -> isStarted(before);
            case OperationUpdate.SucceedContext ignored -> isStarted(before);
            case OperationUpdate.FailContext ignored -> isStarted(before);
            default ->
                update.type() == OperationType.STEP
                        ? before == null || isStarted(before) || before.status() == OperationStatus.READY
                        : before == null;
        };
    }

    private static boolean isStarted(@Nullable Operation operation) {
        return operation != null && operation.status() == OperationStatus.STARTED;
    }

    private OperationUpdate any() {
        int number = chance.below(4);
        return switch (chance.below(12)) {
            case 0, 1, 2 -> step(ref("step-" + number, null));
            case 3 -> new OperationUpdate.StartWait(ref("wait-" + number, null), millis(60_000));
            case 4 -> new OperationUpdate.CancelWait(ref("wait-" + number, null));
            case 5 ->
                new OperationUpdate.StartCallback(
                        ref("ask-" + number, null), null, millis(600_000), chance.happens(0.5) ? null : millis(60_000));
            case 6, 7 ->
                new OperationUpdate.StartCallback(
                        new OperationRef(
                                new OperationId("signal-" + number),
                                parent("signal-" + number),
                                chance.oneOf(Plan.SIGNALS),
                                Operation.SIGNAL),
                        null,
                        chance.happens(0.5) ? null : millis(600_000),
                        null);
            case 8 -> {
                var function = chance.oneOf(List.of("child", "plain", "nobody"));
                yield new OperationUpdate.StartChainedInvoke(
                        ref("call-" + number, "ChainedInvoke"),
                        new InvokeTarget.Unresolvable(function, BROKEN),
                        Payload.of("\"called\""),
                        chance.happens(0.2) ? "tenant" : null);
            }
            default -> context(ref("group-" + number, null));
        };
    }

    private OperationUpdate step(OperationRef ref) {
        return switch (chance.below(6)) {
            case 0, 1 -> new OperationUpdate.StartStep(ref);
            case 2 -> new OperationUpdate.RetryStep(ref, millis(30_000), null, BROKEN, null);
            case 3 -> new OperationUpdate.RetryStep(ref, millis(30_000), Payload.of("state"), null, null);
            case 4 -> new OperationUpdate.FailStep(ref, BROKEN, null);
            default -> new OperationUpdate.SucceedStep(ref, Payload.of("result"), null);
        };
    }

    private OperationUpdate context(OperationRef ref) {
        return switch (chance.below(5)) {
            case 0 -> new OperationUpdate.SucceedContext(ref, Payload.of("group"), false);
            case 1 -> new OperationUpdate.SucceedContext(ref, null, true);
            case 2 -> new OperationUpdate.FailContext(ref, BROKEN, chance.happens(0.5));
            default -> new OperationUpdate.StartContext(ref);
        };
    }

    private Duration millis(long longest) {
        return Duration.ofMillis(1 + chance.delay(longest));
    }

    private OperationRef ref(String id, @Nullable String subType) {
        return new OperationRef(new OperationId(id), parent(id), id, subType);
    }

    /** As it is known, or else one of the groups, or none. */
    private @Nullable OperationId parent(String id) {
        var before = known.get(new OperationId(id));
        if (before != null) {
            return before.ref().parent();
        }
        int number = chance.below(8);
        var group = "group-" + number;
        return number < 4 && !group.equals(id) ? new OperationId(group) : null;
    }
}
