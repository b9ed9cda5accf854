package dev.reprise.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must be true of the rows of one execution after every record, whatever the journal. */
final class RowChecks {
    private final MemoryRows rows;
    private final Execution header;
    private final Map<OperationId, Operation> operations = new LinkedHashMap<>();

    private RowChecks(MemoryRows rows, Execution header) {
        this.rows = rows;
        this.header = header;
        rows.scan(new RowRange.Operations(header.id()), (row, operation) -> {
            operations.put(operation.id(), operation);
            return true;
        });
    }

    /** Checks an execution that is not being purged. */
    static void check(MemoryRows rows, Execution header) {
        var checks = new RowChecks(rows, header);
        checks.operationsMatchTheirCounters();
        checks.childrenMatchTheirParents();
        checks.indexesMatchTheHeader();
        checks.timersMatchWhatIsAwaited();
        checks.signalsMatchTheirCounters();
        checks.historyIsGapFree();
        checks.historyShowsEachEndOfACallOnce();
    }

    private void operationsMatchTheirCounters() {
        assertThat(operations).as("operations").hasSize((int) header.tally().operations());
        assertThat(operations.values().stream().map(Operation::order).distinct().sorted())
                .as("orders of operations")
                .hasSize(operations.size())
                .allMatch(order -> order >= 0 && order < operations.size());
        assertThat(operations.values())
                .allMatch(operation -> operation.change() <= header.tally().changes(), "changed within the counter")
                .allMatch(
                        operation -> (operation.endedAt() != null)
                                == operation.status().isTerminal(),
                        "ends as its status says");
        assertThat(header.tally().awaited()).as("awaited").isEqualTo((int)
                pending().stream().filter(Operation::isAwaited).count());
        assertThat(header.tally().abandoned()).as("abandoned").isEqualTo((int)
                pending().stream().filter(Operation::pruned).count());
        assertThat(header.lane().unseen()).as("unseen").doesNotHaveDuplicates().allMatch(operations::containsKey);
    }

    private List<Operation> pending() {
        return header.status().isClosed()
                ? List.of()
                : operations.values().stream().filter(Operation::isPending).toList();
    }

    private void childrenMatchTheirParents() {
        var listed = new ArrayList<Row<?>>();
        rows.scan(new RowRange.Everything(header.id()), (row, value) -> {
            if (row instanceof Row.Child) {
                listed.add(row);
            }
            return true;
        });
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(operations.values().stream()
                        .filter(operation -> operation.ref().parent() != null)
                        .map(operation ->
                                new Row.Child(header.id(), operation.ref().parent(), operation.id()))
                        .toList());
    }

    private void indexesMatchTheHeader() {
        assertThat(rows.get(new Row.Named(header.key()))).as("named").isEqualTo(header.id());
        assertThat(all(Row.Listed.class))
                .filteredOn(row -> row.execution().equals(header.id()))
                .as("listed")
                .containsExactly(Closings.listed(header));
        assertThat(rows.get(new Row.Ready(header.id())) != null)
                .as("ready")
                .isEqualTo(header.lane().invocation() == Invocation.READY);
        assertThat(header.endedAt() != null)
                .as("has an end")
                .isEqualTo(header.status().isClosed());
        if (header.status().isClosed()) {
            assertThat(header.lane().invocation()).isEqualTo(Invocation.IDLE);
        }
        pauseMatchesTheStatus();
    }

    private void pauseMatchesTheStatus() {
        switch (header.status()) {
            case PAUSING -> {
                assertThat(header.lane().invocation())
                        .as("what runs while pausing")
                        .isEqualTo(Invocation.READY);
                assertThat(header.pause()).isNotNull();
                assertThat(header.pause().since()).isNull();
            }
            case PAUSED -> assertThat(header.pause().since()).isNotNull();
            default -> assertThat(header.pause()).as("pause").isNull();
        }
    }

    private void timersMatchWhatIsAwaited() {
        var expected = new LinkedHashSet<Timer>();
        if (header.status() == ExecutionStatus.DELETING) {
            expected.add(timers().stream()
                    .filter(timer -> timer.kind() == TimerKind.PURGE)
                    .findFirst()
                    .orElseThrow());
        } else if (header.status().isClosed()) {
            expected.add(timer(header.endedAt().plus(header.terms().retention()), TimerKind.PURGE, null));
        } else if (header.status() != ExecutionStatus.PAUSED || !header.pause().timeoutPaused()) {
            expected.add(timer(header.timeoutAt(), TimerKind.EXECUTION_TIMEOUT, null));
        }
        pending().forEach(operation -> expected.addAll(timersOf(operation)));
        var armed = timers();
        assertThat(armed.stream().filter(timer -> timer.kind() != TimerKind.INVOCATION_RETRY))
                .as("timers")
                .containsExactlyInAnyOrderElementsOf(expected);
        var retries = armed.stream().filter(timer -> timer.kind() == TimerKind.INVOCATION_RETRY);
        if (!header.status().isClosed()) {
            assertThat(retries)
                    .as("retry timers")
                    .hasSize(header.lane().invocation() == Invocation.BACKING_OFF ? 1 : 0);
        }
    }

    private List<Timer> timers() {
        return all(Row.Armed.class).stream()
                .map(Row.Armed::timer)
                .filter(timer -> timer.execution().equals(header.id()))
                .toList();
    }

    private Set<Timer> timersOf(Operation operation) {
        var timers = new LinkedHashSet<Timer>();
        switch (operation.details()) {
            case StepDetails step -> timers.add(timer(step.nextAttemptAt(), TimerKind.STEP_RETRY, operation.id()));
            case WaitDetails wait -> timers.add(timer(wait.scheduledEnd(), TimerKind.WAIT, operation.id()));
            case CallbackDetails callback -> {
                if (callback.timeoutAt() != null) {
                    timers.add(timer(callback.timeoutAt(), TimerKind.CALLBACK_TIMEOUT, operation.id()));
                }
                if (callback.heartbeatDueAt() != null) {
                    timers.add(timer(callback.heartbeatDueAt(), TimerKind.CALLBACK_HEARTBEAT, operation.id()));
                }
            }
            default -> {
                // the others have none
            }
        }
        return timers;
    }

    private Timer timer(Instant due, TimerKind kind, @Nullable OperationId operation) {
        return new Timer(due, header.id(), kind, operation);
    }

    private void signalsMatchTheirCounters() {
        var kept = new LinkedHashMap<Row.Signal, BufferedSignal>();
        var waiting = new LinkedHashMap<Row.SignalWait, OperationId>();
        rows.scan(new RowRange.Everything(header.id()), (row, value) -> {
            if (row instanceof Row.Signal signal) {
                kept.put(signal, (BufferedSignal) value);
            } else if (row instanceof Row.SignalWait wait) {
                waiting.put(wait, (OperationId) value);
            }
            return true;
        });
        assertThat(kept).as("buffered signals").hasSize(header.tally().buffered());
        assertThat(kept.values().stream().mapToLong(s -> s.payload().size()).sum())
                .as("buffered bytes")
                .isEqualTo(header.tally().bufferedBytes());
        assertThat(kept.keySet())
                .allMatch(signal -> signal.number() < header.tally().signals());
        var expected = new LinkedHashMap<Row.SignalWait, OperationId>();
        pending().stream()
                .filter(Operation::isOpenSignalWait)
                .forEach(wait -> expected.put(
                        new Row.SignalWait(
                                header.id(), new SignalName(wait.ref().name()), wait.order()),
                        wait.id()));
        assertThat(waiting).as("waits for signals").containsExactlyInAnyOrderEntriesOf(expected);
        var both = names(kept.keySet().stream().map(Row.Signal::name).toList());
        both.retainAll(names(waiting.keySet().stream().map(Row.SignalWait::name).toList()));
        assertThat(both).as("signals kept although the code waits for them").isEmpty();
    }

    private static Set<String> names(List<SignalName> names) {
        return new TreeSet<>(names.stream().map(SignalName::value).toList());
    }

    private void historyIsGapFree() {
        var events = new ArrayList<HistoryEvent>();
        rows.scan(new RowRange.Events(header.id(), 1), (row, event) -> events.add(event));
        assertThat(events).as("events").hasSize(header.tally().events());
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).eventId()).isEqualTo(i + 1);
        }
        assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.journalOffset(), b.journalOffset()));
        assertThat(events.getFirst().event()).isInstanceOf(Happening.ExecutionStarted.class);
        assertThat(events.stream().filter(event -> isClosing(event.event())))
                .as("closing events")
                .hasSize(header.status().isClosed() ? 1 : 0);
        assertThat(isClosing(events.getLast().event()))
                .as("closed last")
                .isEqualTo(header.status().isClosed());
    }

    private void historyShowsEachEndOfACallOnce() {
        var shown = new ArrayList<OperationId>();
        rows.scan(new RowRange.Events(header.id(), 1), (row, event) -> {
            if (isEndOfCall(event.event())) {
                shown.add(event.operation().id());
            }
            return true;
        });
        boolean running = header.lane().invocation() == Invocation.READY;
        assertThat(shown)
                .as("ends of calls")
                .containsExactlyInAnyOrderElementsOf(operations.values().stream()
                        .filter(operation -> operation.type() == OperationType.CHAINED_INVOKE)
                        .filter(operation -> operation.status().isTerminal())
                        .filter(operation -> operation.status() != OperationStatus.CANCELLED)
                        .map(Operation::id)
                        .filter(id -> !running || !header.lane().unseen().contains(id))
                        .toList());
    }

    private static boolean isEndOfCall(Happening event) {
        return event instanceof Happening.ChainedInvokeSucceeded
                || event instanceof Happening.ChainedInvokeFailed
                || event instanceof Happening.ChainedInvokeTimedOut
                || event instanceof Happening.ChainedInvokeStopped;
    }

    private static boolean isClosing(Happening event) {
        return event instanceof Happening.ExecutionSucceeded
                || event instanceof Happening.ExecutionFailed
                || event instanceof Happening.ExecutionTimedOut
                || event instanceof Happening.ExecutionStopped;
    }

    private <R extends Row<?>> List<R> all(Class<R> kind) {
        var found = new ArrayList<R>();
        for (var change : rows.all()) {
            if (kind.isInstance(change.row())) {
                found.add(kind.cast(change.row()));
            }
        }
        return found;
    }
}
