package dev.reprise.core.fold;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.operation.OperationUpdate.CancelWait;
import dev.reprise.core.operation.OperationUpdate.FailContext;
import dev.reprise.core.operation.OperationUpdate.FailExecution;
import dev.reprise.core.operation.OperationUpdate.FailStep;
import dev.reprise.core.operation.OperationUpdate.RetryStep;
import dev.reprise.core.operation.OperationUpdate.StartCallback;
import dev.reprise.core.operation.OperationUpdate.StartChainedInvoke;
import dev.reprise.core.operation.OperationUpdate.StartContext;
import dev.reprise.core.operation.OperationUpdate.StartStep;
import dev.reprise.core.operation.OperationUpdate.StartWait;
import dev.reprise.core.operation.OperationUpdate.SucceedContext;
import dev.reprise.core.operation.OperationUpdate.SucceedExecution;
import dev.reprise.core.operation.OperationUpdate.SucceedStep;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The updates of a checkpoint, one by one (protocol reference, sections 5.4 to 5.11). The sentences are the protocol's. */
final class Updates {
    private Updates() {}

    static void apply(ExecutionDraft execution, OperationUpdate update) throws Rejection {
        var before = update.type() == OperationType.EXECUTION ? null : known(execution, update);
        switch (update) {
            case StartStep u -> startStep(execution, before, u);
            case SucceedStep u -> succeedStep(execution, before, u);
            case FailStep u -> failStep(execution, before, u);
            case RetryStep u -> retryStep(execution, before, u);
            case StartWait u -> startWait(execution, before, u);
            case CancelWait u -> cancelWait(execution, before, u);
            case StartCallback u -> Callbacks.start(execution, before, u);
            case StartChainedInvoke u -> ChainedInvokes.start(execution, before, u);
            case StartContext u -> startContext(execution, before, u);
            case SucceedContext u -> closeContext(execution, before, u.result(), null, u.replayChildren());
            case FailContext u -> closeContext(execution, before, null, u.failure(), u.replayChildren());
            case SucceedExecution u -> {
                requireResult(execution, u.result());
                Closings.succeeded(execution, u.result());
            }
            case FailExecution u -> Closings.failed(execution, u.failure());
        }
    }

    private static void requireResult(ExecutionDraft execution, @Nullable Payload result) throws Rejection {
        var tooLarge = Closings.tooLarge(execution, result);
        if (tooLarge != null) {
            throw Rejection.of(String.valueOf(tooLarge.message()));
        }
    }

    /** The operation an update is about, which must be what the update takes it to be; null when it is new. */
    private static @Nullable Operation known(ExecutionDraft execution, OperationUpdate update) throws Rejection {
        var ref = update.ref();
        var before = execution.operation(ref.id());
        if (before == null) {
            execution.spendOperation();
            requireParent(execution, ref);
        } else {
            requireSame("type", before.type(), update.type());
            requireSame("subtype", before.ref().subType(), ref.subType());
            requireSame("name", before.ref().name(), ref.name());
            if (ref.parent() != null && !ref.parent().equals(before.ref().parent())) {
                throw Rejection.of("Inconsistent parent operation id.");
            }
        }
        return before;
    }

    private static void requireSame(String what, @Nullable Object stored, @Nullable Object given) throws Rejection {
        if (given != null && !given.equals(stored)) {
            throw Rejection.of("Inconsistent operation " + what + ".");
        }
    }

    private static void requireParent(ExecutionDraft execution, OperationRef ref) throws Rejection {
        if (ref.parent() == null) {
            return;
        }
        var parent = execution.operation(ref.parent());
        if (parent == null || parent.type() != OperationType.CONTEXT) {
            throw Rejection.of("Invalid parent operation id.");
        }
    }

    // Steps

    private static void startStep(ExecutionDraft execution, @Nullable Operation before, StartStep update)
            throws Rejection {
        requireStep(before, "start", OperationStatus.READY);
        var last = step(before);
        save(
                execution,
                before,
                update.ref(),
                OperationStatus.STARTED,
                new StepDetails(last.attempt(), null, last.elapsed(), last.result(), last.failure()));
        execution.record(update.ref(), new Happening.StepStarted());
    }

    private static void succeedStep(ExecutionDraft execution, @Nullable Operation before, SucceedStep update)
            throws Rejection {
        requireStep(before, "close", OperationStatus.STARTED, OperationStatus.READY);
        execution.spend(update.result(), null);
        int attempt = step(before).attempt() + 1;
        save(
                execution,
                before,
                update.ref(),
                OperationStatus.SUCCEEDED,
                new StepDetails(attempt, null, update.elapsed(), update.result(), null));
        execution.record(
                update.ref(),
                new Happening.StepSucceeded(update.result(), new Happening.Retry(attempt, null), update.elapsed()));
    }

    private static void failStep(ExecutionDraft execution, @Nullable Operation before, FailStep update)
            throws Rejection {
        requireStep(before, "close", OperationStatus.STARTED, OperationStatus.READY);
        execution.spend(null, update.failure());
        int attempt = step(before).attempt() + 1;
        save(
                execution,
                before,
                update.ref(),
                OperationStatus.FAILED,
                new StepDetails(attempt, null, update.elapsed(), null, update.failure()));
        execution.record(
                update.ref(),
                new Happening.StepFailed(update.failure(), new Happening.Retry(attempt, null), update.elapsed()));
    }

    private static void retryStep(ExecutionDraft execution, @Nullable Operation before, RetryStep update)
            throws Rejection {
        requireStep(before, "re-attempt", OperationStatus.STARTED, OperationStatus.READY);
        execution.spend(update.state(), update.failure());
        int attempt = step(before).attempt() + 1;
        var due = execution.now().plus(update.delay());
        save(
                execution,
                before,
                update.ref(),
                OperationStatus.PENDING,
                new StepDetails(attempt, due, update.elapsed(), update.state(), update.failure()));
        execution.arm(due, TimerKind.STEP_RETRY, update.id());
        var retry = new Happening.Retry(attempt, update.delay());
        var failure = update.failure();
        execution.record(
                update.ref(),
                failure == null
                        ? new Happening.StepSucceeded(update.state(), retry, update.elapsed())
                        : new Happening.StepFailed(failure, retry, update.elapsed()));
    }

    private static void requireStep(@Nullable Operation before, String action, OperationStatus... allowed)
            throws Rejection {
        if (before == null) {
            return;
        }
        for (var status : allowed) {
            if (before.status() == status) {
                return;
            }
        }
        throw Rejection.of("Invalid current STEP state to " + action + ".");
    }

    private static StepDetails step(@Nullable Operation before) {
        return before == null ? new StepDetails(0, null, null, null, null) : (StepDetails) before.details();
    }

    // Waits

    private static void startWait(ExecutionDraft execution, @Nullable Operation before, StartWait update)
            throws Rejection {
        if (before != null) {
            throw Rejection.of("Cannot start a WAIT that already exist.");
        }
        var due = execution.now().plus(update.duration());
        execution.create(update.ref(), OperationStatus.STARTED, new WaitDetails(due));
        execution.arm(due, TimerKind.WAIT, update.id());
        execution.record(update.ref(), new Happening.WaitStarted(update.duration(), due));
    }

    private static void cancelWait(ExecutionDraft execution, @Nullable Operation before, CancelWait update)
            throws Rejection {
        if (before == null || before.status() != OperationStatus.STARTED) {
            throw Rejection.of("Cannot cancel a WAIT that does not exist or has already completed.");
        }
        Operations.release(execution, before);
        execution.change(before, OperationStatus.CANCELLED, before.details());
        execution.record(before.ref(), new Happening.WaitCancelled());
    }

    // Contexts

    private static void startContext(ExecutionDraft execution, @Nullable Operation before, StartContext update)
            throws Rejection {
        if (before != null) {
            throw Rejection.of("Cannot start a CONTEXT that already exist.");
        }
        execution.create(update.ref(), OperationStatus.STARTED, new ContextDetails(false, null, null));
        execution.record(update.ref(), new Happening.ContextStarted());
    }

    private static void closeContext(
            ExecutionDraft execution,
            @Nullable Operation before,
            @Nullable Payload result,
            @Nullable Failure failure,
            boolean replayChildren)
            throws Rejection {
        if (before == null || before.status() != OperationStatus.STARTED) {
            throw Rejection.of("Invalid current CONTEXT state to close.");
        }
        execution.spend(result, failure);
        execution.change(
                before,
                failure == null ? OperationStatus.SUCCEEDED : OperationStatus.FAILED,
                new ContextDetails(replayChildren, result, failure));
        execution.record(
                before.ref(),
                failure == null ? new Happening.ContextSucceeded(result) : new Happening.ContextFailed(failure));
        if (!replayChildren) {
            Operations.pruneDescendants(execution, before.id());
        }
    }

    private static void save(
            ExecutionDraft execution,
            @Nullable Operation before,
            OperationRef ref,
            OperationStatus status,
            OperationDetails details) {
        if (before == null) {
            execution.create(ref, status, details);
        } else {
            execution.change(before, status, details);
        }
    }

    /** How long a wait or deadline lasts; zero means none on the wire and is absent here. */
    static @Nullable Duration orNone(@Nullable Duration duration) {
        return duration == null || duration.isZero() ? null : duration;
    }
}
