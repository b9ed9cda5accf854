package dev.reprise.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.OperationId;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A journal that a test tells as a sentence: given what happened, when this happens, then that follows. What is asserted
 * of events and effects is asserted of all that the last {@code when} brought about. The rows are checked for
 * consistency after every record. A failure shows the whole journal and the rows.
 */
final class Folding {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryRows rows = new MemoryRows();
    private final LifeChecks checks = new LifeChecks();
    private final List<String> journal = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private Instant now = START;
    private long offset;
    private int eventsBefore;
    private Verdict verdict;

    private Folding() {}

    static Folding given(Happened... past) {
        return new Folding().when(past);
    }

    Folding when(Happened... present) {
        var header = rows.get(new Row.Header(Happened.EXECUTION));
        eventsBefore = header == null ? 0 : header.tally().events();
        effects.clear();
        for (var happened : present) {
            happened.to(this);
        }
        return this;
    }

    // For what happens

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    void append(JournalRecord record) {
        journal.add("%4d +%-8s %s".formatted(offset, Duration.between(START, now), record));
        var position = new Position(3, offset++, now);
        explained(() -> {
            var folded = Fold.fold(rows, position, record);
            rows.apply(folded.changes());
            verdict = folded.verdict();
            effects.addAll(folded.effects());
            Exercised.note(record, folded);
            checks.check(rows);
        });
        journal.add("          ⇒ " + verdict);
    }

    long ownerTerm() {
        var partition = rows.get(new Row.OfPartition());
        return partition == null ? PartitionState.NEW.ownerTerm() : partition.ownerTerm();
    }

    Execution header() {
        return rows.get(new Row.Header(Happened.EXECUTION));
    }

    List<Timer> dueTimers() {
        return timers().stream().filter(timer -> !timer.due().isAfter(now)).toList();
    }

    Timer timer(TimerKind kind) {
        return timers().stream().filter(t -> t.kind() == kind).findFirst().orElseThrow();
    }

    // What follows

    Folding thenVerdict(Verdict expected) {
        return then(() -> assertThat(verdict).isEqualTo(expected));
    }

    Folding thenVerdict(Class<? extends Verdict> expected) {
        return then(() -> assertThat(verdict).isInstanceOf(expected));
    }

    Folding thenVerdict(Predicate<Verdict> expected) {
        return then(() -> assertThat(verdict).matches(expected));
    }

    Folding thenRejected(String sentence) {
        return thenVerdict(new Verdict.InvalidCheckpoint(sentence)).thenEvents().thenEffects();
    }

    /** The checkpoint was accepted, and its answer tells of these operations, in this order. */
    Folding thenAnswer(String... operations) {
        return thenVerdict(Verdict.CheckpointAccepted.class)
                .then(() -> assertThat(((Verdict.CheckpointAccepted) verdict).operations())
                        .extracting(operation -> operation.id().value())
                        .containsExactly(operations));
    }

    Folding thenOperation(String id, OperationStatus status) {
        return then(() -> assertThat(operation(id)).isNotNull().satisfies(operation -> {
            assertThat(operation.status()).isEqualTo(status);
            assertThat(operation.endedAt() != null).isEqualTo(status.isTerminal());
        }));
    }

    Folding thenOperation(String id, OperationStatus status, OperationDetails details) {
        return thenOperation(id, status)
                .then(() -> assertThat(operation(id).details()).isEqualTo(details));
    }

    Folding thenNoOperation(String id) {
        return then(() -> assertThat(operation(id)).isNull());
    }

    /** These operations are left out of replay; all others are in. */
    Folding thenPruned(String... operations) {
        return then(() -> {
            var pruned = new ArrayList<String>();
            rows.scan(new RowRange.Operations(Happened.EXECUTION), (row, operation) -> {
                if (operation.pruned()) {
                    pruned.add(operation.id().value());
                }
                return true;
            });
            assertThat(pruned).containsExactlyInAnyOrder(operations);
        });
    }

    Folding thenExecution(ExecutionStatus status) {
        return then(() -> assertThat(header().status()).isEqualTo(status));
    }

    Folding thenLane(int epoch, Lane.Invocation invocation) {
        return then(() -> {
            assertThat(header().lane().epoch()).isEqualTo(epoch);
            assertThat(header().lane().invocation()).isEqualTo(invocation);
        });
    }

    /** The next invocation is told that these operations changed while its code did not run. */
    Folding thenNextInvocationIsToldOf(String... operations) {
        return then(() -> assertThat(rows.get(new Row.Ready(Happened.EXECUTION)))
                .isNotNull()
                .satisfies(updated ->
                        assertThat(updated.ids()).extracting(OperationId::value).containsExactly(operations)));
    }

    Folding thenEvents(String... expected) {
        return then(() -> assertThat(Told.events(rows, Happened.EXECUTION, eventsBefore + 1))
                .containsExactly(expected));
    }

    Folding thenEvent(int eventId, Happening expected) {
        return then(() -> assertThat(rows.get(new Row.Event(Happened.EXECUTION, eventId)))
                .isNotNull()
                .satisfies(event -> assertThat(event.event()).isEqualTo(expected)));
    }

    Folding thenEffects(String... expected) {
        return then(() -> assertThat(effects).extracting(Told::effect).containsExactly(expected));
    }

    Folding thenTimers(String... expected) {
        return then(() -> assertThat(timers()).extracting(Told::timer).containsExactly(expected));
    }

    <V> Folding thenRow(Row<V> row, V expected) {
        return then(() -> assertThat(rows.get(row)).isEqualTo(expected));
    }

    Folding thenNothingIsLeftBut(Row<?>... expected) {
        return then(() -> assertThat(rows.all())
                .extracting(change -> (Object) change.row())
                .containsExactly(expected));
    }

    private Folding then(Runnable assertion) {
        explained(assertion);
        return this;
    }

    private void explained(Runnable assertion) {
        try {
            assertion.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n\n" + this, e);
        }
    }

    private Operation operation(String id) {
        return rows.get(new Row.OfOperation(Happened.EXECUTION, new OperationId(id)));
    }

    private List<Timer> timers() {
        var found = new ArrayList<Timer>();
        rows.scan(new RowRange.Timers(null), (row, present) -> found.add(((Row.Armed) row).timer()));
        return found;
    }

    @Override
    public String toString() {
        return "The journal:\n" + String.join("\n", journal) + "\n\nThe rows after it:\n" + rows;
    }
}
