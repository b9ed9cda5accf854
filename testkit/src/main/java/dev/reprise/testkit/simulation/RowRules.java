package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.SignalName;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.state.BufferedSignal;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that follow from others. The header and the operations of an execution imply all its timers, its place in lists, the
 * waits for signals, and whether it is to run; exactly these must be there.
 */
final class RowRules {
    private final MemoryRows rows;
    private final Execution header;
    private final List<Operation> operations = new ArrayList<>();
    private final Set<Row<?>> implied = new HashSet<>();

    private RowRules(MemoryRows rows, Execution header) {
        this.rows = rows;
        this.header = header;
        rows.scan(new RowRange.Operations(header.id()), (row, operation) -> operations.add(operation));
    }

    static void check(MemoryRows rows, ExecutionId id) {
        var header = rows.get(new Row.Header(id));
        if (header == null) {
            nothingIsLeft(rows, id);
        } else {
            new RowRules(rows, header).check();
        }
    }

    private static void nothingIsLeft(MemoryRows rows, ExecutionId id) {
        var forgotten = rows.get(new Row.Forgotten(id));
        for (var change : rows.all()) {
            boolean forgets = forgotten != null && change.row() instanceof Row.Armed;
            unless(forgets || !isOf(change.row(), id), "purge", "%s is left of a purged execution", change);
            unless(!(change.row() instanceof Row.Named && id.equals(change.value())), "purge", "%s is left", change);
        }
    }

    private static boolean isOf(Row<?> row, ExecutionId id) {
        return switch (row) {
            case Row.OfExecution<?> r -> r.execution().equals(id);
            case Row.Armed r -> r.timer().execution().equals(id) && r.timer().kind() != TimerKind.INVOCATION_RETRY;
            case Row.Ready r -> r.execution().equals(id);
            case Row.Listed r -> r.execution().equals(id);
            default -> false;
        };
    }

    private boolean isClosed() {
        return header.status().isClosed();
    }

    private void check() {
        if (isClosed() && operations.size() < header.tally().operations()) {
            return; // it is being purged, in slices
        }
        counters();
        implyRows();
        var found = new HashSet<Row<?>>();
        int retries = 0;
        for (var change : rows.all()) {
            var row = change.row();
            if (row instanceof Row.Armed armed && armed.timer().kind() == TimerKind.INVOCATION_RETRY) {
                retries += armed.timer().execution().equals(header.id()) ? 1 : 0;
            } else if (isIndex(row) && isOf(row, header.id())) {
                found.add(row);
            }
        }
        unless(found.equals(implied), "indexes", "%s implies %s, but there is %s", header, implied, found);
        boolean backsOff = header.lane().invocation() == Invocation.BACKING_OFF;
        unless(isClosed() || retries == (backsOff ? 1 : 0), "timers", "%s has %d retry timers", header, retries);
        unless(
                header.id().equals(rows.get(new Row.Named(header.key()))),
                "indexes",
                "%s is not found by its key",
                header);
    }

    private static boolean isIndex(Row<?> row) {
        return switch (row) {
            case Row.Armed ignored -> true;
            case Row.Ready ignored -> true;
            case Row.Listed ignored -> true;
            case Row.Child ignored -> true;
            case Row.SignalWait ignored -> true;
            default -> false;
        };
    }

    private void implyRows() {
        implied.add(new Row.Listed(header.key().function(), header.status(), header.startedAt(), header.id()));
        if (isClosed()) {
            implyTimer(purgeAt(), TimerKind.PURGE, null);
        } else {
            var pause = header.pause();
            if (pause == null || pause.since() == null || !pause.timeoutPaused()) {
                implyTimer(header.timeoutAt(), TimerKind.EXECUTION_TIMEOUT, null);
            }
            if (header.lane().invocation() == Invocation.READY) {
                implied.add(new Row.Ready(header.id()));
            }
        }
        for (var operation : operations) {
            var parent = operation.ref().parent();
            if (parent != null) {
                implied.add(new Row.Child(header.id(), parent, operation.id()));
            }
            if (!isClosed() && operation.isPending()) {
                imply(operation);
            }
        }
    }

    /** One that is to be forgotten early says so by its timer alone. */
    private Instant purgeAt() {
        if (header.status() == ExecutionStatus.DELETING) {
            for (var change : rows.all()) {
                if (change.row() instanceof Row.Armed armed
                        && armed.timer().kind() == TimerKind.PURGE
                        && armed.timer().execution().equals(header.id())) {
                    return armed.timer().due();
                }
            }
        }
        var endedAt = header.endedAt();
        if (endedAt == null) {
            throw new Violation("one end", header + " has ended, but not at any time");
        }
        return endedAt.plus(header.terms().retention());
    }

    private void imply(Operation operation) {
        switch (operation.details()) {
            case StepDetails step -> implyTimer(step.nextAttemptAt(), TimerKind.STEP_RETRY, operation);
            case WaitDetails wait -> implyTimer(wait.scheduledEnd(), TimerKind.WAIT, operation);
            case CallbackDetails callback -> {
                implyTimer(callback.timeoutAt(), TimerKind.CALLBACK_TIMEOUT, operation);
                implyTimer(callback.heartbeatDueAt(), TimerKind.CALLBACK_HEARTBEAT, operation);
                var name = operation.ref().name();
                if (operation.isOpenSignalWait() && name != null) {
                    implied.add(new Row.SignalWait(header.id(), new SignalName(name), operation.order()));
                }
            }
            default -> {
                // the others have nothing that goes with them
            }
        }
    }

    private void implyTimer(@Nullable Instant due, TimerKind kind, @Nullable Operation operation) {
        if (due != null) {
            implied.add(new Row.Armed(new Timer(due, header.id(), kind, operation == null ? null : operation.id())));
        }
    }

    private void counters() {
        unless(operations.size() == header.tally().operations(), "counters", "%s has %s", header, operations);
        var orders = new HashSet<Long>();
        for (var operation : operations) {
            unless(
                    orders.add(operation.order()) && operation.order() < operations.size(),
                    "counters",
                    "%s is out of order",
                    operation);
            unless(
                    !(operation.pruned() && operation.isOpenSignalWait()),
                    "signals",
                    "%s waits for a signal that nobody waits for",
                    operation);
            unless(
                    (operation.endedAt() != null) == operation.status().isTerminal(),
                    "one end",
                    "%s has ended, or has not",
                    operation);
        }
        long awaited = isClosed()
                ? 0
                : operations.stream().filter(Operation::isAwaited).count();
        unless(header.tally().awaited() == awaited, "counters", "%s awaits %d operations", header, awaited);
        long abandoned = isClosed()
                ? 0
                : operations.stream().filter(Operation::isPending).count() - awaited;
        unless(header.tally().abandoned() == abandoned, "counters", "%s has left %d operations", header, abandoned);
        buffered();
        unless(
                header.lane().invocation() != Invocation.IDLE
                        || header.status() == ExecutionStatus.PAUSED
                        || header.lane().unseen().isEmpty(),
                "wake-up",
                "%s sleeps although something has changed",
                header);
    }

    private void buffered() {
        var kept = new ArrayList<BufferedSignal>();
        var keptNames = new HashSet<SignalName>();
        var awaitedNames = new HashSet<SignalName>();
        rows.scan(new RowRange.Everything(header.id()), (row, value) -> {
            if (row instanceof Row.Signal signal && value instanceof BufferedSignal buffered) {
                kept.add(buffered);
                keptNames.add(signal.name());
            } else if (row instanceof Row.SignalWait wait) {
                awaitedNames.add(wait.name());
            }
            return true;
        });
        long bytes = kept.stream().mapToLong(signal -> signal.payload().size()).sum();
        unless(
                header.tally().buffered() == kept.size() && header.tally().bufferedBytes() == bytes,
                "counters",
                "%s has buffered %s",
                header,
                kept);
        keptNames.retainAll(awaitedNames);
        unless(keptNames.isEmpty(), "signals", "%s keeps %s although the code waits for it", header, keptNames);
    }
}
