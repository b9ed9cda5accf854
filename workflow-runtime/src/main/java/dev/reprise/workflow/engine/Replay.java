package dev.reprise.workflow.engine;

import dev.reprise.core.OperationId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationType;
import dev.reprise.workflow.DuplicateOperationName;
import dev.reprise.workflow.NonDeterministicException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the journal holds of the execution, and how far the code has come in repeating it. */
final class Replay {
    private final Map<OperationId, Operation> known = new LinkedHashMap<>();
    private final Map<OperationId, Operation> unreached = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Operation execution;
    private int position;

    /**
     * Begins before the first operation.
     *
     * @param recorded what is recorded, the execution itself included
     */
    Replay(List<Operation> recorded) {
        for (var operation : recorded) {
            known.put(operation.id(), operation);
            if (operation.type() != OperationType.EXECUTION) {
                unreached.put(operation.id(), operation);
            }
        }
        execution = recorded.stream()
                .filter(operation -> operation.type() == OperationType.EXECUTION)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Expected the recorded operations to contain the execution itself, but it is not among "
                                + recorded.size()));
    }

    /** The execution itself. */
    Operation execution() {
        return execution;
    }

    /** Whether the code has still to repeat what it did before. */
    boolean isReplaying() {
        return !unreached.isEmpty();
    }

    /** Names the next operation. Ids are positions, so that the same code gives the same ids. */
    OperationRef next(String name, String subType) {
        return OperationRef.of(String.valueOf(++position), name, subType);
    }

    /** Takes a name that may be used once. */
    void claim(String name) {
        if (!names.add(name)) {
            throw new DuplicateOperationName(name);
        }
    }

    /**
     * The code asks for its next operation.
     *
     * @return the operation as recorded, null when it is new
     * @throws NonDeterministicException when the journal holds something else
     */
    @Nullable
    Operation reach(OperationRef ref, OperationType type) {
        var recorded = known.get(ref.id());
        unreached.remove(ref.id());
        if (recorded == null) {
            requireAllReached("asked for " + described(type, ref));
        } else if (!isSame(recorded, ref, type)) {
            throw NonDeterministicException.diverged(
                    ref.id().value(), described(recorded.type(), recorded.ref()), described(type, ref));
        }
        return recorded;
    }

    /** The code ends or waits, which it may only where nothing is recorded beyond. */
    void requireAllReached(String instead) {
        for (var first : unreached.values()) {
            throw NonDeterministicException.unreached(
                    first.id().value(), described(first.type(), first.ref()), instead);
        }
    }

    /** Takes in news from the journal. */
    void learn(List<Operation> changed) {
        for (var operation : changed) {
            known.put(operation.id(), operation);
        }
    }

    @Nullable
    Operation find(OperationId id) {
        return known.get(id);
    }

    private static boolean isSame(Operation recorded, OperationRef ref, OperationType type) {
        return recorded.type() == type
                && Objects.equals(recorded.ref().name(), ref.name())
                && Objects.equals(recorded.ref().subType(), ref.subType())
                && Objects.equals(recorded.ref().parent(), ref.parent());
    }

    private static String described(OperationType type, OperationRef ref) {
        var kind = switch (type) {
            case STEP -> "step";
            case WAIT -> "sleep";
            case CALLBACK -> Operation.SIGNAL.equals(ref.subType()) ? "signal wait" : "callback";
            case CHAINED_INVOKE -> "call";
            case CONTEXT -> "context";
            case EXECUTION -> "execution";
        };
        return ref.name() == null ? "a " + kind : "%s '%s'".formatted(kind, ref.name());
    }
}
