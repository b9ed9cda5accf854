package dev.reprise.core.fold;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord.ChainedInvokeCompleted;
import dev.reprise.core.journal.JournalRecord.OutboxDelivered;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate.StartChainedInvoke;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chained invokes: calls of other functions, carried by the outbox because the called execution has its own partition. */
final class ChainedInvokes {
    private ChainedInvokes() {}

    static void start(ExecutionDraft execution, @Nullable Operation before, StartChainedInvoke update)
            throws Rejection {
        if (before != null) {
            throw Rejection.of("Cannot start a CHAINED_INVOKE operation that already exists.");
        }
        var target = update.target();
        if (target instanceof InvokeTarget.Unresolvable unresolvable) {
            var reason = unresolvable.reason();
            execution.create(
                    update.ref(), OperationStatus.FAILED, new ChainedInvokeDetails(target.function(), null, reason));
            execution.record(
                    update.ref(), new Happening.ChainedInvokeStarted(target.function(), null, null, null, null));
            execution.record(update.ref(), new Happening.ChainedInvokeFailed(reason));
            return;
        }
        execution.spend(update.input(), null);
        execution.create(
                update.ref(), OperationStatus.STARTED, new ChainedInvokeDetails(target.function(), null, null));
        var link = new ParentLink(execution.id(), update.id());
        var tenant = update.tenant() == null ? execution.header().tenant() : update.tenant();
        execution.record(
                update.ref(),
                new Happening.ChainedInvokeStarted(
                        target.function(), version(target), child(link, target), tenant, update.input()));
        execution
                .rows()
                .send(new Outgoing.Call(
                        link, target, update.input(), execution.header().traceParent(), tenant));
    }

    private static @Nullable ExecutionKey child(ParentLink link, InvokeTarget target) {
        return target instanceof InvokeTarget.Durable durable ? link.childKey(durable.name()) : null;
    }

    private static @Nullable String version(InvokeTarget target) {
        return switch (target) {
            case InvokeTarget.Durable durable -> durable.version();
            case InvokeTarget.Plain plain -> plain.version();
            case InvokeTarget.Unresolvable ignored -> null;
        };
    }

    static Verdict fold(Draft draft, ChainedInvokeCompleted record) {
        var execution = draft.execution(record.execution());
        if (execution == null || !execution.isRunning()) {
            return new Verdict.Stale("the calling execution has ended");
        }
        var invoke = execution.operation(record.operation());
        if (invoke == null
                || invoke.type() != OperationType.CHAINED_INVOKE
                || invoke.status() != OperationStatus.STARTED) {
            return new Verdict.Stale("the chained invoke has ended");
        }
        var failure = record.status() == OperationStatus.SUCCEEDED
                ? null
                : Objects.requireNonNullElse(record.failure(), Failure.UNKNOWN);
        var details = (ChainedInvokeDetails) invoke.details();
        var ended = execution.change(
                invoke,
                record.status(),
                new ChainedInvokeDetails(details.function(), failure == null ? record.result() : null, failure));
        if (execution.invocation() != Invocation.READY || ended.pruned()) {
            recordEnd(execution, ended);
        }
        execution.changedOutside(ended);
        execution.save();
        return new Verdict.Done();
    }

    /**
     * Records the ends that came while the invocation ran. A call may be over before the code that made it has come to
     * rest; to its readers, history shows that the code waited. So an end stands behind the end of the invocation that
     * it did not matter to, or before what the code did next. Running code is told at once all the same.
     */
    static void recordEnds(ExecutionDraft execution) {
        for (var operation : execution.news()) {
            if (operation.type() == OperationType.CHAINED_INVOKE) {
                recordEnd(execution, operation);
            }
        }
    }

    private static void recordEnd(ExecutionDraft execution, Operation ended) {
        execution.record(ended.ref(), happening(ended.status(), (ChainedInvokeDetails) ended.details()));
    }

    private static Happening happening(OperationStatus status, ChainedInvokeDetails details) {
        var failure = details.failure();
        if (failure == null) {
            return new Happening.ChainedInvokeSucceeded(details.result());
        }
        return switch (status) {
            case TIMED_OUT -> new Happening.ChainedInvokeTimedOut(failure);
            case STOPPED -> new Happening.ChainedInvokeStopped(failure);
            default -> new Happening.ChainedInvokeFailed(failure);
        };
    }

    static Verdict fold(Draft draft, OutboxDelivered record) {
        record.delivered().forEach(id -> draft.remove(new Row.Outbox(id)));
        return new Verdict.Done();
    }
}
