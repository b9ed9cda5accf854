package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.RowCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory, with the fold of the service behind it. Records and rows are written and read as the service stores
 * them, so that what cannot be stored cannot pass a test. Its time is a {@link ManualClock}. Not thread-safe.
 */
public final class LocalJournal {
    static final int PARTITION = 3;

    private final MemoryRows rows = new MemoryRows();
    private final Transcript transcript;
    private final ManualClock clock;
    private long offset;

    /** Creates an empty journal whose records bear this clock's time. */
    public LocalJournal(ManualClock clock) {
        this.clock = clock;
        transcript = new Transcript(clock.instant());
    }

    /** The journal's clock. */
    public ManualClock clock() {
        return clock;
    }

    /** Appends a record and folds it. */
    public Verdict append(JournalRecord record) {
        var read = JournalCodec.decode(JournalCodec.encode(record));
        var folded = Fold.fold(rows, new Position(PARTITION, offset, clock.instant()), read);
        rows.apply(folded.changes().stream()
                .<RowChange<?>>map(LocalJournal::stored)
                .toList());
        transcript.note(offset++, clock.instant(), read, folded.verdict());
        return folded.verdict();
    }

    private static <V> RowChange<V> stored(RowChange<V> change) {
        var value = change.value();
        return value == null
                ? change
                : new RowChange<>(change.row(), RowCodec.decode(change.row(), RowCodec.encode(change.row(), value)));
    }

    /** Lets time pass, and fires each timer when it is due. */
    public void advance(Duration duration) {
        var until = clock.instant().plus(duration);
        while (fireNext(until)) {
            // until none is due any more
        }
        moveTo(until);
    }

    /** Goes to the next timer up to a moment and fires it; false, and no time has passed, when there is none. */
    public boolean fireNext(Instant until) {
        var next = nextTimer().orElse(null);
        if (next == null || next.due().isAfter(until)) {
            return false;
        }
        moveTo(next.due());
        append(new JournalRecord.TimersFired(List.of(next)));
        return true;
    }

    private void moveTo(Instant moment) {
        if (moment.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), moment));
        }
    }

    /** The timer that is due first. */
    public Optional<Timer> nextTimer() {
        var found = new ArrayList<Timer>(1);
        rows.scan(new RowRange.Timers(null), (row, present) -> {
            found.add(((Row.Armed) row).timer());
            return false;
        });
        return found.stream().findFirst();
    }

    /** The next timer that wakes an execution, other than by its own end. */
    Optional<Timer> nextWake() {
        var found = new ArrayList<Timer>(1);
        rows.scan(new RowRange.Timers(null), (row, present) -> {
            var timer = ((Row.Armed) row).timer();
            if (timer.kind() != TimerKind.EXECUTION_TIMEOUT && timer.kind() != TimerKind.PURGE) {
                found.add(timer);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    /** The execution's header; empty when there is none or it has been purged. */
    public Optional<Execution> header(ExecutionId execution) {
        return Optional.ofNullable(rows.get(new Row.Header(execution)));
    }

    /** All operations in order of first appearance, the execution itself first, those left out of replay included. */
    public List<Operation> operations(ExecutionId execution) {
        var all = new ArrayList<Operation>();
        rows.scan(new RowRange.Operations(execution), (row, operation) -> all.add(operation));
        all.sort(Comparator.comparingLong(Operation::order));
        return all;
    }

    /** What happened, oldest first. */
    public List<HistoryEvent> history(ExecutionId execution) {
        var all = new ArrayList<HistoryEvent>();
        rows.scan(new RowRange.Events(execution, 1), (row, event) -> all.add(event));
        return all;
    }

    /** The value of a row, or null when there is none. */
    <V> @Nullable V get(Row<V> row) {
        return rows.get(row);
    }

    /** Visits rows in their order. */
    <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
        rows.scan(range, visitor);
    }

    /** The term of the owner who announced itself last. */
    long ownerTerm() {
        var partition = rows.get(new Row.OfPartition());
        return (partition == null ? PartitionState.NEW : partition).ownerTerm();
    }

    /** Every record with its time and verdict, for people. */
    @Override
    public String toString() {
        return transcript.toString();
    }
}
