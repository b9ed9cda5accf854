package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.*;
import dev.reprise.core.journal.Position;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plausible journal: a few executions whose clients make progress, crash, are superseded and come back with old tokens,
 * while timers fire in time, early and twice, signals repeat themselves and owners change. Each move looks at the rows as
 * they are, so that most of what it does makes sense. The same moves give the same journal.
 */
final class RandomJournal {
    /**
     * What happens next.
     *
     * @param kind which kind of thing, weighted by {@link #record}
     * @param whom to which execution, by number
     * @param seed the rest is left to this
     */
    record Move(int kind, int whom, int seed) {
        static final int KINDS = 30;
    }

    /** A record in its place. */
    record Entry(Position position, JournalRecord record) {}

    private static final Terms TERMS = new Terms(Duration.ofDays(1), Duration.ofHours(1), 12, 2_000, 1_000, 3);

    private final MemoryRows rows = new MemoryRows();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private Instant now = Folding.START;
    private int starts;

    MemoryRows rows() {
        return rows;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    /** Appends and folds what a move amounts to; a move that finds nobody to be about does nothing. */
    @Nullable
    Folded play(Move move) {
        var record = record(move, new Random(move.seed()));
        if (record == null) {
            return null;
        }
        var entry = new Entry(new Position(3, entries.size(), now), record);
        entries.add(entry);
        var folded = Fold.fold(rows, entry.position(), record);
        verdicts.add(folded.verdict());
        rows.apply(folded.changes());
        return folded;
    }

    private @Nullable JournalRecord record(Move move, Random random) {
        var execution = execution(move.whom());
        if (execution == null || move.kind() < 2) {
            return start(move.whom(), random);
        }
        return switch (move.kind()) {
            case 2, 3, 4, 5, 6, 7 -> checkpoint(execution, 0, 0, random);
            case 8 -> checkpoint(execution, -random.nextInt(2), -random.nextInt(2), random);
            case 9 ->
                entries.get(entries.size() - 1 - random.nextInt(Math.min(9, entries.size())))
                        .record();
            case 10, 11, 12 -> suspended(execution, random);
            case 13 -> ended(execution, random);
            case 14 ->
                new InvocationLost(
                        execution.id(), execution.lane().epoch() - random.nextInt(2), term(random), Asked.BROKEN);
            case 15, 16, 17 -> nextTimers(random);
            case 18 -> new TimersFired(List.of(madeUp(execution, random)));
            case 19, 20 -> signal(execution, random);
            case 21 -> callback(execution, random);
            case 22 ->
                new ChainedInvokeCompleted(
                        execution.id(), operation(random), ending(random), Payload.of("1"), Asked.BROKEN);
            case 23 -> new OutboxDelivered(List.of(new OutgoingId(random.nextInt(entries.size() + 1), 0)));
            case 24, 25 -> new ExecutionPauseRequested(execution.id(), random.nextBoolean(), "reason");
            case 26 -> new ExecutionResumeRequested(execution.id(), null);
            case 27 -> rare(execution, random);
            case 28 -> quarantined(execution, random);
            default -> new ExecutionReleaseRequested(execution.id());
        };
    }

    private JournalRecord quarantined(Execution execution, Random random) {
        var name = random.nextInt(4) == 0 ? execution.key() : null;
        var id = random.nextInt(4) == 0 ? new ExecutionId(3, new UUID(7, starts + 1L)) : execution.id();
        return new ExecutionQuarantined(id, term(random), new Poison(3, "TimersFired", "a bug", now, name));
    }

    private JournalRecord rare(Execution execution, Random random) {
        return switch (random.nextInt(4)) {
            case 3 -> new ExecutionDeleteRequested(execution.id());
            case 0 -> new ExecutionStopRequested(execution.id(), Asked.BROKEN);
            case 1 -> new OwnerElected("node-" + random.nextInt(2), "nonce");
            default -> new FoldBarrier(List.of("feature-" + random.nextInt(2)));
        };
    }

    private @Nullable Execution execution(int number) {
        var found = new ArrayList<Execution>();
        for (var change : rows.all()) {
            if (change.value() instanceof Execution header) {
                found.add(header);
            }
        }
        return found.isEmpty() ? null : found.get(Math.floorMod(number, found.size()));
    }

    private JournalRecord start(int number, Random random) {
        return new ExecutionStartRequested(
                new ExecutionId(3, new UUID(7, ++starts)),
                new ExecutionKey("flow", "name-" + Math.floorMod(number, 4)),
                "1",
                TERMS,
                Payload.of("{}"),
                random.nextInt(5) == 0 ? "another" : "digest",
                random.nextInt(4) == 0 ? Happened.PARENT : null,
                null,
                random.nextInt(4) == 0 ? "tenant" : null);
    }

    private static JournalRecord checkpoint(Execution execution, int epochs, int seqs, Random random) {
        var lane = execution.lane();
        var updates = new ArrayList<dev.reprise.core.operation.OperationUpdate>();
        for (int i = random.nextInt(4); i > 0; i--) {
            updates.add(RandomUpdate.next(random));
        }
        return new CheckpointSubmitted(
                execution.id(),
                lane.epoch() + epochs,
                lane.seq() + seqs,
                random.nextInt(3) == 0 ? null : "client-" + random.nextInt(3),
                updates,
                random.nextBoolean() ? new InvocationStart("request", Folding.START) : null);
    }

    private JournalRecord suspended(Execution execution, Random random) {
        var seen = execution.tally().changes() - random.nextInt(3);
        return ended(execution, execution.lane().epoch(), new InvocationOutcome.Suspended(seen));
    }

    private JournalRecord ended(Execution execution, Random random) {
        return ended(
                execution,
                execution.lane().epoch() - random.nextInt(2),
                switch (random.nextInt(6)) {
                    case 0 -> new InvocationOutcome.Succeeded(Payload.of("done"));
                    case 1 -> new InvocationOutcome.Failed(Asked.BROKEN);
                    case 2 -> new InvocationOutcome.Invalid(Asked.BROKEN);
                    default -> new InvocationOutcome.Crashed(Asked.BROKEN);
                });
    }

    private JournalRecord ended(Execution execution, int epoch, InvocationOutcome outcome) {
        return new InvocationCompleted(execution.id(), epoch, "request", now, now, outcome);
    }

    private long term(Random random) {
        var partition = rows.get(new Row.OfPartition());
        return Objects.requireNonNullElse(partition, PartitionState.NEW).ownerTerm() - (random.nextInt(4) == 0 ? 1 : 0);
    }

    /** The owner waits until the next timers are due, mostly, and fires some of them, in any order. */
    private @Nullable JournalRecord nextTimers(Random random) {
        var armed = new ArrayList<Timer>();
        rows.scan(
                new RowRange.Timers(null), (row, present) -> armed.size() < 3 && armed.add(((Row.Armed) row).timer()));
        if (armed.isEmpty()) {
            return null;
        }
        if (random.nextInt(5) > 0 && armed.getFirst().due().isAfter(now)) {
            now = armed.get(random.nextInt(armed.size())).due();
        }
        Collections.shuffle(armed, random);
        return new TimersFired(armed);
    }

    private Timer madeUp(Execution execution, Random random) {
        var kind = TimerKind.values()[random.nextInt(TimerKind.values().length)];
        var ofExecution =
                kind == TimerKind.PURGE || kind == TimerKind.EXECUTION_TIMEOUT || kind == TimerKind.INVOCATION_RETRY;
        return new Timer(now, execution.id(), kind, ofExecution ? null : operation(random));
    }

    private JournalRecord signal(Execution execution, Random random) {
        return new SignalReceived(
                random.nextBoolean() ? new SignalTarget.ById(execution.id()) : new SignalTarget.ByKey(execution.key()),
                new SignalName("signal-" + random.nextInt(2)),
                random.nextInt(3) > 0 ? null : "id-" + random.nextInt(3),
                Payload.of("payload"),
                random.nextInt(3) > 0 ? null : source(random));
    }

    private SignalSource source(Random random) {
        long offset = entries.size() - random.nextInt(2);
        return new SignalSource("signals", 0, offset, random.nextInt(3) > 0 ? null : offset - 1 - random.nextInt(3));
    }

    private static JournalRecord callback(Execution execution, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new CallbackHeartbeat(execution.id(), operation(random));
            case 1 -> new CallbackCompleted(execution.id(), operation(random), OperationStatus.FAILED, null, null);
            default ->
                new CallbackCompleted(
                        execution.id(), operation(random), OperationStatus.SUCCEEDED, Payload.of("yes"), null);
        };
    }

    private static OperationStatus ending(Random random) {
        return List.of(
                        OperationStatus.SUCCEEDED,
                        OperationStatus.FAILED,
                        OperationStatus.TIMED_OUT,
                        OperationStatus.STOPPED)
                .get(random.nextInt(4));
    }

    private static OperationId operation(Random random) {
        return RandomUpdate.next(random).id();
    }

    @Override
    public String toString() {
        var text = new StringBuilder("The journal:\n");
        for (int i = 0; i < entries.size(); i++) {
            var at = Duration.between(Folding.START, entries.get(i).position().at());
            text.append("%4d +%-8s %s%n          ⇒ %s%n"
                    .formatted(i, at, entries.get(i).record(), i < verdicts.size() ? verdicts.get(i) : "?"));
        }
        return text.append("\nThe rows after it:\n").append(rows).toString();
    }
}
