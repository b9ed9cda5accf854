package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.DuplicateOperationName;
import dev.reprise.workflow.NonDeterministicException;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an invocation moves on: the code asks, the journal answers or records. Whatever stops it unwinds the function. */
final class Progress {
    private final Course course;
    private final Replay replay;
    private final Session session;
    private final Telling telling;
    private Instant now;

    Progress(Course course, Replay replay, Session session, Telling telling) {
        this.course = course;
        this.replay = replay;
        this.session = session;
        this.telling = telling;
        now = replay.execution().startedAt();
    }

    /** The end of the newest operation the code has passed. */
    Instant now() {
        return now;
    }

    /** The next operation, by a name that may be used once. */
    OperationRef next(String name, String subType) {
        try {
            replay.claim(Names.require(name));
        } catch (DuplicateOperationName | IllegalArgumentException unusable) {
            throw course.crash(unusable);
        }
        return replay.next(name, subType);
    }

    /** The next operation, by a name that may be used again. */
    OperationRef nextRepeatable(String name, String subType) {
        try {
            return replay.next(Names.require(name), subType);
        } catch (IllegalArgumentException unusable) {
            throw course.crash(unusable);
        }
    }

    /** The operation as recorded, null when it is new. */
    @Nullable
    Operation reach(OperationRef ref, OperationType type) {
        try {
            return replay.reach(ref, type);
        } catch (NonDeterministicException diverged) {
            throw course.crash(diverged);
        }
    }

    /** Whether the journal holds the operation. */
    boolean isRecorded(OperationId id) {
        return replay.find(id) != null;
    }

    /** Records an update. */
    Operation checkpoint(OperationUpdate update) {
        exchange(List.of(update));
        var recorded = find(update.id());
        telling.recorded(recorded);
        return recorded;
    }

    /** Asks for news of an operation. */
    Operation poll(OperationId id) {
        exchange(List.of());
        return find(id);
    }

    /** The operation as the journal last told. */
    Operation find(OperationId id) {
        var operation = replay.find(id);
        if (operation == null) {
            throw course.crash(new CheckpointUnavailable(
                    "Expected the answer to a checkpoint to tell of operation " + id + ", but it does not", null));
        }
        return operation;
    }

    /** The operation when it has ended, which the code passes; otherwise suspends. */
    Operation ended(Operation operation) {
        var newest = find(operation.id());
        if (!newest.status().isTerminal()) {
            throw suspend();
        }
        pass(newest);
        return newest;
    }

    /** The code goes on behind an operation that has ended. */
    void pass(Operation operation) {
        var endedAt = operation.endedAt();
        if (endedAt != null && endedAt.isAfter(now)) {
            now = endedAt;
        }
        telling.passed(operation);
    }

    /** Ends the invocation until something wakes the execution. To be thrown. */
    Unwind suspend() {
        try {
            replay.requireAllReached("waits");
        } catch (NonDeterministicException unreached) {
            return course.crash(unreached);
        }
        return course.end(new Ending.Suspended());
    }

    private void exchange(List<OperationUpdate> updates) {
        try {
            var changed = session.checkpoint(updates);
            if (changed == null) {
                throw course.end(new Ending.Suspended());
            }
            replay.learn(changed);
        } catch (CheckpointRejected rejected) {
            throw course.end(new Ending.Failed(Failure.of(rejected.type(), String.valueOf(rejected.getMessage()))));
        } catch (RuntimeException stopped) {
            throw course.crash(stopped);
        }
    }
}
