package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord.CallbackCompleted;
import dev.reprise.core.journal.JournalRecord.CallbackHeartbeat;
import dev.reprise.core.journal.JournalRecord.ChainedInvokeCompleted;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.ExecutionDeleteRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionPauseRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionQuarantined;
import dev.reprise.core.journal.JournalRecord.ExecutionReleaseRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionResumeRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionStartRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionStopRequested;
import dev.reprise.core.journal.JournalRecord.FoldBarrier;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.journal.JournalRecord.InvocationLost;
import dev.reprise.core.journal.JournalRecord.OutboxDelivered;
import dev.reprise.core.journal.JournalRecord.OwnerElected;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says by itself what each record must be judged to be: it follows starts, dispatches, checkpoints, signals and ends in its
 * own, simpler way, and compares. Where the fold leaves a rule out, the two disagree.
 */
final class Referee {
    private final Map<ExecutionId, Lane> lanes = new HashMap<>();
    private final Map<ExecutionKey, ExecutionId> names = new HashMap<>();
    private final Set<ParentLink> called = new HashSet<>();
    private final SignalBook signals = new SignalBook();
    private long ownerTerm = -1;

    /** Compares a verdict and its effects with what they must be. */
    void judge(MemoryRows before, Broker.Entry entry, Folded folded) {
        var verdict = folded.verdict();
        switch (entry.record()) {
            case ExecutionStartRequested start -> start(start, verdict);
            case CheckpointSubmitted checkpoint -> {
                checkpoint(checkpoint, folded);
                folded.changes().forEach(change -> attemptsBegin(before, checkpoint, change));
            }
            case InvocationCompleted end -> {
                if (end.outcome() instanceof InvocationOutcome.Suspended suspended && isOpen(end.execution())) {
                    var changed = lane(end.execution()).hasNewsAfter(suspended.seenChange(), end, before);
                    suspension(entry, changed, folded);
                }
                invocationEnd(entry, end.execution(), end.epoch(), true, verdict);
            }
            case InvocationLost lost ->
                invocationEnd(entry, lost.execution(), lost.epoch(), lost.ownerTerm() == ownerTerm, verdict);
            case TimersFired fired -> require(counts(fired, before, entry), "timers", entry, verdict);
            case ChainedInvokeCompleted end -> {
                var invoke = before.get(new Row.OfOperation(end.execution(), end.operation()));
                boolean counts = isOpen(end.execution()) && isStarted(invoke, OperationType.CHAINED_INVOKE);
                require(counts, "calls", entry, verdict);
                wakesNobody(invoke, entry, folded);
            }
            case SignalReceived signal -> signals.judge(signal, target(signal), verdict, this::isOpen);
            case CallbackCompleted end -> {
                callback(before, entry, end.execution(), end.operation(), verdict);
                wakesNobody(before.get(new Row.OfOperation(end.execution(), end.operation())), entry, folded);
            }
            case CallbackHeartbeat beat -> callback(before, entry, beat.execution(), beat.operation(), verdict);
            case ExecutionPauseRequested pause -> {
                if (requireOpen(entry, pause.execution(), verdict, Verdict.PauseAccepted.class)) {
                    var status = lane(pause.execution()).pause();
                    unless(verdict.equals(new Verdict.PauseAccepted(status)), "pauses", "%s is %s", entry, verdict);
                }
            }
            case ExecutionResumeRequested resume -> {
                if (requireOpen(entry, resume.execution(), verdict, Verdict.Resumed.class)) {
                    lane(resume.execution()).resume();
                }
            }
            case ExecutionDeleteRequested delete -> deletion(entry, delete.execution(), verdict);
            case ExecutionStopRequested stop ->
                unless(
                        lanes.containsKey(stop.execution()) == verdict instanceof Verdict.Stopped,
                        "stops",
                        "%s is %s",
                        entry,
                        verdict);
            case OwnerElected ignored -> ownerTerm = entry.position().offset();
            case OutboxDelivered ignored -> {}
            case FoldBarrier ignored -> {}
            // No record makes the fold throw here, so nobody quarantines anything.
            case ExecutionQuarantined ignored -> {}
            case ExecutionReleaseRequested ignored -> {}
        }
        if (isRefused(verdict)) {
            unless(
                    folded.changes().isEmpty() && folded.effects().isEmpty(),
                    "refusals",
                    "%s is judged to be %s, but changes %s and causes %s",
                    entry,
                    verdict,
                    folded.changes(),
                    folded.effects());
        }
        if (!(entry.record() instanceof CheckpointSubmitted)) {
            folded.changes().forEach(change -> news(before, change));
        }
        messagesAreKept(entry, folded);
        for (var effect : folded.effects()) {
            if (effect instanceof Effect.Dispatch dispatch) {
                lane(dispatch.execution()).dispatched(dispatch);
            }
        }
    }

    /** An attempt that may be made once begins once: not while another one is under way. */
    private static void attemptsBegin(MemoryRows before, CheckpointSubmitted checkpoint, RowChange<?> change) {
        if (change.row() instanceof Row.OfOperation row
                && before.get(row) instanceof Operation step
                && checkpoint.updates().stream()
                        .anyMatch(update -> update instanceof OperationUpdate.StartStep
                                && update.id().equals(row.operation()))) {
            unless(
                    step.status() == OperationStatus.READY,
                    "at-most-once",
                    "%s begins an attempt of %s",
                    checkpoint,
                    step);
        }
    }

    /** What a group that is done has left behind goes on, but wakes nobody. */
    private static void wakesNobody(@Nullable Operation operation, Broker.Entry entry, Folded folded) {
        unless(
                operation == null || !operation.pruned() || folded.effects().isEmpty(),
                "wake-up",
                "%s is about %s, which nobody waits for, but causes %s",
                entry,
                operation,
                folded.effects());
    }

    private void news(MemoryRows before, RowChange<?> change) {
        if (change.row() instanceof Row.OfOperation row
                && change.value() instanceof Operation after
                && before.get(row) instanceof Operation was
                && was.status() != after.status()
                && !after.pruned()
                && after.type() != OperationType.EXECUTION) {
            lane(row.execution()).changedOutside(after.id());
        }
    }

    private static void require(boolean counts, String rule, Broker.Entry entry, Verdict verdict) {
        unless(counts == verdict instanceof Verdict.Done, rule, "%s must not be judged to be %s", entry, verdict);
    }

    private static boolean isRefused(Verdict verdict) {
        return switch (verdict) {
            case Verdict.StaleCheckpoint ignored -> true;
            case Verdict.InvalidCheckpoint ignored -> true;
            case Verdict.CallbackClosed ignored -> true;
            case Verdict.NameTaken ignored -> true;
            case Verdict.SignalRepeated ignored -> true;
            case Verdict.SignalTooEarly ignored -> true;
            case Verdict.Stale ignored -> true;
            case Verdict.UnknownExecution ignored -> true;
            case Verdict.WrongStatus ignored -> true;
            default -> false;
        };
    }

    private void start(ExecutionStartRequested start, Verdict verdict) {
        var taken = names.get(start.key());
        var parent = start.parent();
        if (taken == null && parent != null && called.contains(parent)) {
            boolean known = verdict instanceof Verdict.Started started && !started.created();
            unless(known, "one start", "%s is the second for one call, but is judged to be %s", start, verdict);
        } else if (taken == null) {
            boolean created = verdict instanceof Verdict.Started started && started.created();
            unless(created, "one start", "%s is free, but is judged to be %s", start, verdict);
            if (parent != null) {
                called.add(parent);
            }
            names.put(start.key(), start.execution());
            lanes.put(start.execution(), new Lane());
        } else {
            boolean known = switch (verdict) {
                case Verdict.Started s -> !s.created() && s.execution().equals(taken);
                case Verdict.NameTaken other -> other.execution().equals(taken);
                default -> false;
            };
            unless(known, "one start", "%s is taken by %s, but is judged to be %s", start, taken, verdict);
        }
    }

    private void checkpoint(CheckpointSubmitted checkpoint, Folded folded) {
        var lane = lanes.get(checkpoint.execution());
        if (lane == null) {
            Lane.requireStale(checkpoint, folded.verdict());
        } else {
            lane.judge(checkpoint, folded);
        }
    }

    private void invocationEnd(Broker.Entry entry, ExecutionId id, int epoch, boolean mayTell, Verdict verdict) {
        var lane = lanes.get(id);
        boolean counts = mayTell && lane != null && lane.isCurrent(epoch);
        require(counts, "fencing", entry, verdict);
        if (counts && lane != null) {
            lane.end();
        }
    }

    /** Code that suspends without having been told of everything is run again. */
    private static void suspension(Broker.Entry entry, boolean changed, Folded folded) {
        boolean runsAgain = folded.effects().stream().anyMatch(Effect.Dispatch.class::isInstance);
        unless(
                folded.verdict() instanceof Verdict.Stale || changed == runsAgain,
                "wake-up",
                "%s came when %s, and caused %s",
                entry,
                changed ? "something had changed" : "nothing had changed",
                folded.effects());
    }

    private static void messagesAreKept(Broker.Entry entry, Folded folded) {
        var kept = new HashMap<OutgoingId, Object>();
        for (var change : folded.changes()) {
            if (change.row() instanceof Row.Outbox row && change.value() != null) {
                kept.put(row.id(), change.value());
            }
        }
        for (var effect : folded.effects()) {
            if (effect instanceof Effect.Deliver deliver) {
                unless(
                        deliver.message().equals(kept.get(deliver.id())),
                        "messages",
                        "%s is to deliver %s, but keeps %s",
                        entry,
                        deliver,
                        kept);
            }
        }
    }

    private static boolean counts(TimersFired fired, MemoryRows before, Broker.Entry entry) {
        var now = entry.position().at();
        return fired.timers().stream()
                .anyMatch(timer -> !timer.due().isAfter(now) && before.get(new Row.Armed(timer)) != null);
    }

    private void callback(
            MemoryRows before, Broker.Entry entry, ExecutionId id, OperationId operation, Verdict verdict) {
        var callback = before.get(new Row.OfOperation(id, operation));
        Class<? extends Verdict> right = !lanes.containsKey(id)
                ? Verdict.UnknownExecution.class
                : isOpen(id)
                                && isStarted(callback, OperationType.CALLBACK)
                                && isInTime(callback, entry.position().at())
                        ? Verdict.CallbackAccepted.class
                        : Verdict.CallbackClosed.class;
        unless(
                right.isInstance(verdict),
                "callbacks",
                "%s of %s must not be judged to be %s",
                entry,
                callback,
                verdict);
    }

    private static boolean isStarted(@Nullable Operation operation, OperationType type) {
        return operation != null && operation.type() == type && operation.status() == OperationStatus.STARTED;
    }

    private static boolean isInTime(@Nullable Operation callback, Instant now) {
        return callback != null
                && callback.details() instanceof CallbackDetails details
                && (details.timeoutAt() == null || details.timeoutAt().isAfter(now))
                && (details.heartbeatDueAt() == null || details.heartbeatDueAt().isAfter(now));
    }

    /** Checks what is answered to something that is asked of an open execution only; whether this is one. */
    private boolean requireOpen(Broker.Entry entry, ExecutionId id, Verdict verdict, Class<? extends Verdict> wanted) {
        var right = !lanes.containsKey(id)
                ? Verdict.UnknownExecution.class
                : isOpen(id) ? wanted : Verdict.WrongStatus.class;
        unless(right.isInstance(verdict), "pauses", "%s must not be judged to be %s", entry, verdict);
        return isOpen(id);
    }

    private void deletion(Broker.Entry entry, ExecutionId id, Verdict verdict) {
        var right = !lanes.containsKey(id)
                ? Verdict.UnknownExecution.class
                : isOpen(id) ? Verdict.WrongStatus.class : Verdict.DeletionAccepted.class;
        unless(right.isInstance(verdict), "deletions", "%s must not be judged to be %s", entry, verdict);
    }

    private @Nullable ExecutionId target(SignalReceived signal) {
        var id = switch (signal.target()) {
            case SignalTarget.ById byId -> byId.execution();
            case SignalTarget.ByKey byKey -> names.get(byKey.key());
        };
        return id == null || !lanes.containsKey(id) ? null : id;
    }

    private Lane lane(ExecutionId id) {
        return Objects.requireNonNull(lanes.get(id), () -> "nobody has started " + id);
    }

    private boolean isOpen(ExecutionId id) {
        var lane = lanes.get(id);
        return lane != null && lane.isOpen();
    }

    /** Follows an execution to its end and beyond, and checks what is left of it when it ends. */
    void after(MemoryRows rows, ExecutionId id, Ledger ledger) {
        var lane = lanes.get(id);
        if (lane == null) {
            return; // a timer that was left of an execution that is long forgotten
        }
        var header = rows.get(new Row.Header(id));
        if (header == null) {
            lanes.remove(id);
            names.values().remove(id);
            signals.forget(id);
        } else if (!header.status().isClosed()) {
            lane.requireSame(header);
        } else if (lane.isOpen()) {
            lane.close();
            new Endings(rows, header, signals.accepted(id)).check(ledger);
        }
    }
}
