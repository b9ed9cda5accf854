package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.Lane.Invocation;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Tally;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import dev.reprise.core.state.UpdatedOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution while a record about it is being folded: the header's counters, its operations, history and lane.
 * {@link #save} must be the last call.
 */
final class ExecutionDraft {
    private final Draft draft;
    private Execution header;
    private int epoch;
    private Invocation invocation;
    private int failures;
    private long seq;
    private Lane.@Nullable LastCheckpoint lastCheckpoint;
    private final LinkedHashSet<OperationId> unseen;
    private long changes;
    private long operations;
    private int events;
    private int awaited;
    private int abandoned;
    private long bytes;
    private long signals;
    private int buffered;
    private long bufferedBytes;

    ExecutionDraft(Draft draft, Execution header) {
        this.draft = draft;
        this.header = header;
        var lane = header.lane();
        epoch = lane.epoch();
        invocation = lane.invocation();
        failures = lane.failures();
        seq = lane.seq();
        lastCheckpoint = lane.lastCheckpoint();
        unseen = new LinkedHashSet<>(lane.unseen());
        var tally = header.tally();
        changes = tally.changes();
        operations = tally.operations();
        events = tally.events();
        awaited = tally.awaited();
        abandoned = tally.abandoned();
        bytes = tally.bytes();
        signals = tally.signals();
        buffered = tally.buffered();
        bufferedBytes = tally.bufferedBytes();
    }

    // What is known

    ExecutionId id() {
        return header.id();
    }

    /** The header as it was; counters and lane are this draft's own. */
    Execution header() {
        return header;
    }

    Draft rows() {
        return draft;
    }

    Instant now() {
        return draft.now();
    }

    boolean isRunning() {
        return !header.status().isClosed();
    }

    /** Whether an invocation with this epoch is the one that runs or is to run. */
    boolean isCurrent(int invocationEpoch) {
        return isRunning() && invocation == Invocation.READY && epoch == invocationEpoch;
    }

    boolean isPaused() {
        return header.status() == ExecutionStatus.PAUSED;
    }

    int epoch() {
        return epoch;
    }

    /** Whether there are operations that the execution may be suspended on. */
    boolean isAwaiting() {
        return awaited > 0;
    }

    /** Whether there are operations that change by themselves or by somebody outside. */
    boolean hasPending() {
        return awaited + abandoned > 0;
    }

    int failures() {
        return failures;
    }

    int buffered() {
        return buffered;
    }

    long bufferedBytes() {
        return bufferedBytes;
    }

    // Operations and history

    @Nullable
    Operation operation(OperationId id) {
        return draft.get(new Row.OfOperation(id(), id));
    }

    /** Records a new operation as the next in order. */
    Operation create(OperationRef ref, OperationStatus status, OperationDetails details) {
        var parent = ref.parent();
        if (parent != null) {
            draft.put(new Row.Child(id(), parent, ref.id()), Row.Present.PRESENT);
        }
        var endedAt = status.isTerminal() ? now() : null;
        return store(null, new Operation(ref, status, now(), endedAt, operations++, 0, false, details));
    }

    /** Records a changed operation. */
    Operation change(Operation operation, OperationStatus status, OperationDetails details) {
        var endedAt = status.isTerminal() ? now() : null;
        var changed = new Operation(
                operation.ref(),
                status,
                operation.startedAt(),
                endedAt,
                operation.order(),
                0,
                operation.pruned(),
                operation.pruned() && status.isTerminal() ? details.emptied() : details);
        return store(operation, changed);
    }

    /**
     * Leaves an operation out of replay, which does not need it any more, and empties it if it has ended. History keeps
     * what it held.
     */
    void prune(Operation operation) {
        var pruned = new Operation(
                operation.ref(),
                operation.status(),
                operation.startedAt(),
                operation.endedAt(),
                operation.order(),
                operation.change(),
                true,
                operation.status().isTerminal() ? operation.details().emptied() : operation.details());
        count(operation, -1);
        count(pruned, 1);
        unseen.remove(operation.id());
        draft.put(new Row.OfOperation(id(), operation.id()), pruned);
    }

    private void count(Operation operation, int by) {
        if (operation.isAwaited()) {
            awaited += by;
        } else if (operation.isPending()) {
            abandoned += by;
        }
    }

    private Operation store(@Nullable Operation before, Operation after) {
        if (before != null) {
            count(before, -1);
        }
        count(after, 1);
        var stamped = new Operation(
                after.ref(),
                after.status(),
                after.startedAt(),
                after.endedAt(),
                after.order(),
                ++changes,
                after.pruned(),
                after.details());
        draft.put(new Row.OfOperation(id(), after.id()), stamped);
        return stamped;
    }

    void record(@Nullable OperationRef operation, Happening happening) {
        events++;
        draft.put(
                new Row.Event(id(), events),
                new HistoryEvent(events, now(), draft.position().offset(), operation, happening));
    }

    /** Counts what is about to be recorded against the execution's limits. */
    void spend(@Nullable Payload payload, @Nullable Failure failure) throws Rejection {
        long before = bytes;
        bytes += (payload == null ? 0 : payload.size()) + (failure == null ? 0 : failure.size());
        warn("bytes", before, bytes, header.terms().maxBytes());
        if (bytes > header.terms().maxBytes()) {
            throw Rejection.overLimit(
                    "Expected an execution to record at most %d bytes, but it has %d. Keep large results elsewhere and record a reference"
                            .formatted(header.terms().maxBytes(), bytes));
        }
    }

    void spendOperation() throws Rejection {
        warn("operations", operations - 1, operations, header.terms().maxOperations());
        if (operations > header.terms().maxOperations()) {
            throw Rejection.overLimit(
                    "Expected an execution to have at most %d operations, but it wants more. Split the work into several executions"
                            .formatted(header.terms().maxOperations()));
        }
    }

    /** Says once, with a fifth still left, that a limit comes close. */
    private void warn(String what, long before, long now, long limit) {
        long near = limit - limit / 5;
        if (before < near && now >= near) {
            draft.emit(new Effect.NearLimit(id(), what, now, limit));
        }
    }

    // Timers

    void arm(Instant due, TimerKind kind, @Nullable OperationId operation) {
        draft.put(new Row.Armed(new Timer(due, id(), kind, operation)), Row.Present.PRESENT);
    }

    void disarm(@Nullable Instant due, TimerKind kind, @Nullable OperationId operation) {
        if (due != null) {
            draft.remove(new Row.Armed(new Timer(due, id(), kind, operation)));
        }
    }

    // Signals

    long nextSignalNumber() {
        return signals++;
    }

    void countBuffered(int by, long byBytes) {
        buffered += by;
        bufferedBytes += byBytes;
    }

    // The lane

    /** Notes that an operation changed from outside, and wakes the execution if it sleeps, unless nobody waits for it. */
    void changedOutside(Operation operation) {
        if (operation.pruned()) {
            return;
        }
        unseen.add(operation.id());
        switch (invocation) {
            case IDLE -> {
                if (!isPaused()) {
                    ready();
                }
            }
            case READY -> draft.emit(new Effect.TellNews(id()));
            case BACKING_OFF -> {
                // the retry timer will make it ready
            }
        }
    }

    /** Decides that the function is to be invoked, with a new epoch that fences all before. */
    void ready() {
        var updated = takeUpdated();
        epoch++;
        invocation = Invocation.READY;
        draft.put(new Row.Ready(id()), updated);
        draft.emit(new Effect.Dispatch(id(), epoch));
    }

    /** Lets the execution sleep until something from outside wakes it. */
    void suspend() {
        invocation = Invocation.IDLE;
        failures = 0;
        unseen.clear();
        draft.remove(new Row.Ready(id()));
    }

    /** Invokes again at once: something changed that the invocation which has just ended well was not told of. */
    void runAgain() {
        failures = 0;
        draft.remove(new Row.Ready(id()));
        ready();
    }

    /** Lets the execution wait before its next invocation. What the failed one was told of, the next is told again. */
    void backOff(Instant until) {
        park();
        invocation = Invocation.BACKING_OFF;
        arm(until, TimerKind.INVOCATION_RETRY, null);
    }

    /** Lets the execution sleep although there is more to tell it: whatever makes it ready again, that is told then. */
    void park() {
        var updated = takeUpdated();
        unseen.addAll(updated.ids());
        invocation = Invocation.IDLE;
        draft.remove(new Row.Ready(id()));
    }

    boolean hasUnseen() {
        return !unseen.isEmpty();
    }

    /** What changed from outside since the invocation began and no checkpoint told it of; nothing while none runs. */
    List<Operation> news() {
        return invocation == Invocation.READY ? operations(unseen) : List.of();
    }

    Invocation invocation() {
        return invocation;
    }

    int countFailure() {
        return ++failures;
    }

    /** Operations that changed from outside after a point and that running code has not been told of. */
    boolean hasUnseenAfter(long change) {
        for (var id : unseen) {
            var operation = operation(id);
            if (operation != null && operation.change() > change) {
                return true;
            }
        }
        return false;
    }

    private UpdatedOperations takeUpdated() {
        // Only an invocation that runs or is to run has that row, and asking a store for what it lacks is dearest.
        var told = invocation == Invocation.READY ? draft.get(new Row.Ready(id())) : null;
        var ids = new LinkedHashSet<>(told == null ? List.<OperationId>of() : told.ids());
        ids.addAll(unseen);
        unseen.clear();
        return new UpdatedOperations(List.copyOf(ids));
    }

    // Checkpoints

    /** Whether a token with this sequence number is the newest of the current invocation. */
    boolean isNext(int tokenEpoch, long tokenSeq) {
        return isCurrent(tokenEpoch) && !isPaused() && seq == tokenSeq;
    }

    /** Whether this repeats the last accepted checkpoint, whose answer was lost on the way. */
    boolean repeatsLast(int tokenEpoch, long tokenSeq, @Nullable String clientToken) {
        var last = lastCheckpoint;
        return isCurrent(tokenEpoch)
                && !isPaused()
                && last != null
                && clientToken != null
                && last.seq() == tokenSeq
                && clientToken.equals(last.clientToken());
    }

    /** The operations the last checkpoint's answer told of, as they are now. */
    List<Operation> lastAnswer() {
        var last = lastCheckpoint;
        return last == null ? List.of() : operations(last.answered());
    }

    long seq() {
        return seq;
    }

    /** Takes in a checkpoint: its token is used up, and its answer tells of all that the code has not seen. */
    List<Operation> advance(@Nullable String clientToken, List<OperationId> touched) {
        var told = new LinkedHashSet<>(touched);
        told.addAll(unseen);
        unseen.clear();
        if (!touched.isEmpty()) {
            failures = 0; // one without updates says that code runs, not that it comes any further
        }
        lastCheckpoint = new Lane.LastCheckpoint(seq++, clientToken, List.copyOf(told));
        return operations(told);
    }

    private List<Operation> operations(Iterable<OperationId> ids) {
        var found = new ArrayList<Operation>();
        for (var id : ids) {
            var operation = operation(id);
            if (operation != null && !operation.pruned()) {
                found.add(operation);
            }
        }
        return found;
    }

    // Status

    /** Takes on another header, which differs in status, and its place in the lists. */
    void become(Execution other) {
        draft.remove(Closings.listed(header));
        draft.put(Closings.listed(other), Row.Present.PRESENT);
        header = other;
    }

    void markClosed(Execution closed) {
        become(closed);
        invocation = Invocation.IDLE;
        lastCheckpoint = null;
        unseen.clear();
        awaited = 0;
        abandoned = 0;
        draft.remove(new Row.Ready(id()));
    }

    Execution save() {
        header = header.with(
                new Lane(epoch, invocation, failures, seq, lastCheckpoint, List.copyOf(unseen)),
                new Tally(changes, operations, events, awaited, abandoned, bytes, signals, buffered, bufferedBytes));
        draft.put(new Row.Header(id()), header);
        return header;
    }
}
