package dev.reprise.workflow.engine;

import dev.reprise.core.OperationId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.spi.ExecutionEvent;
import dev.reprise.workflow.spi.ExecutionEvent.Ending;
import dev.reprise.workflow.spi.ExecutionEvent.StepOutcome;
import dev.reprise.workflow.spi.ExecutionEvent.WaitKind;
import dev.reprise.workflow.spi.ExecutionListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what an invocation does, and keeps its troubles away from the execution. Without one it does nothing. */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final ExecutionListener listener;
    private final ExecutionEvent.Invocation invocation;
    private final InstantSource clock;
    private final boolean heard;
    private final Set<OperationId> passed = new HashSet<>();
    private Instant begunAt = Instant.EPOCH;

    Telling(ExecutionListener listener, ExecutionEvent.Invocation invocation, InstantSource clock) {
        this.listener = listener;
        this.invocation = invocation;
        this.clock = clock;
        heard = listener != ExecutionListener.NONE;
    }

    /**
     * The invocation begins.
     *
     * @param recorded what is recorded, the execution itself included
     * @param news which of it the code has not been told yet
     */
    void begun(List<Operation> recorded, List<OperationId> news) {
        if (heard) {
            recorded.stream().filter(each -> each.status().isTerminal()).forEach(each -> passed.add(each.id()));
            news.forEach(passed::remove);
            begunAt = clock.instant();
            tell(new ExecutionEvent.InvocationStarted(invocation, begunAt, recorded.size() - 1));
        }
    }

    void ended(InvocationOutput output) {
        switch (output) {
            case InvocationOutput.Suspended ignored -> ended(Ending.SUSPENDED, null);
            case InvocationOutput.Succeeded ignored -> ended(Ending.SUCCEEDED, null);
            case InvocationOutput.Failed failed ->
                ended(Ending.FAILED, failed.failure().type());
        }
    }

    void crashed(Throwable crash) {
        ended(Ending.CRASHED, crash.getClass().getName());
    }

    private void ended(Ending ending, @Nullable String errorType) {
        if (heard) {
            var now = clock.instant();
            tell(new ExecutionEvent.InvocationEnded(
                    invocation, now, Duration.between(begunAt, now), ending, errorType));
        }
    }

    /** An attempt begins. Gives when, to be told with its end. */
    Instant stepStarted(OperationRef step, int attempt) {
        if (!heard) {
            return Instant.EPOCH;
        }
        var now = clock.instant();
        tell(new ExecutionEvent.StepStarted(invocation, place(step), attempt, now));
        return now;
    }

    /**
     * An attempt has ended.
     *
     * @param update how, as it was recorded; null when it was cut off
     * @param recorded whether it was recorded
     */
    void stepEnded(
            OperationRef step, int attempt, Instant startedAt, @Nullable OperationUpdate update, boolean recorded) {
        if (!heard) {
            return;
        }
        var took = Duration.ZERO;
        var outcome = StepOutcome.UNRECORDED;
        String errorType = null;
        switch (update) {
            case OperationUpdate.SucceedStep succeeded -> {
                took = orZero(succeeded.elapsed());
                outcome = StepOutcome.SUCCEEDED;
            }
            case OperationUpdate.RetryStep retried -> {
                took = orZero(retried.elapsed());
                outcome = StepOutcome.RETRIED;
                errorType = retried.failure() == null ? null : retried.failure().type();
            }
            case OperationUpdate.FailStep failed -> {
                took = orZero(failed.elapsed());
                outcome = StepOutcome.FAILED;
                errorType = failed.failure().type();
            }
            case null, default -> took = Duration.between(startedAt, clock.instant());
        }
        tell(new ExecutionEvent.StepEnded(
                invocation,
                place(step),
                attempt,
                startedAt,
                took,
                recorded ? outcome : StepOutcome.UNRECORDED,
                errorType));
    }

    /** The journal has taken an operation down. */
    void recorded(Operation operation) {
        var kind = heard ? kind(operation) : null;
        if (kind != null) {
            tell(new ExecutionEvent.WaitStarted(invocation, kind, place(operation.ref()), operation.startedAt()));
        }
    }

    /** The code goes on behind an operation that has ended. */
    void passed(Operation operation) {
        var kind = heard ? kind(operation) : null;
        var endedAt = operation.endedAt();
        if (kind != null && endedAt != null && passed.add(operation.id())) {
            tell(new ExecutionEvent.WaitEnded(
                    invocation, kind, place(operation.ref()), operation.startedAt(), endedAt, operation.status()));
        }
    }

    private void tell(ExecutionEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException | Error thrown) {
            LOG.warn(
                    "Expected {} to take in a {}, but it threw. The execution goes on",
                    listener.getClass().getName(),
                    event.getClass().getSimpleName(),
                    thrown);
        }
    }

    private static ExecutionEvent.Place place(OperationRef ref) {
        return new ExecutionEvent.Place(String.valueOf(ref.name()), ref.id().value());
    }

    private static @Nullable WaitKind kind(Operation operation) {
        return switch (operation.type()) {
            case WAIT -> WaitKind.SLEEP;
            case CALLBACK -> Operation.SIGNAL.equals(operation.ref().subType()) ? WaitKind.SIGNAL : WaitKind.CALLBACK;
            case CHAINED_INVOKE -> WaitKind.CALL;
            case STEP, CONTEXT, EXECUTION -> null;
        };
    }

    private static Duration orZero(@Nullable Duration known) {
        return known == null ? Duration.ZERO : known;
    }
}
