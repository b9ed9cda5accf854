package dev.reprise.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.fold.RandomJournal.Move;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.MemoryRows;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every journal. A failure shows the journal, the shortest that fails; the seed is jqwik's. */
class FoldProperties {
    @Property(tries = 400)
    void theRowsAreConsistentAfterEveryRecord(@ForAll @Size(max = 80) List<@From("moves") Move> moves) {
        var journal = new RandomJournal();
        var checks = new LifeChecks();
        shown(
                journal,
                () -> moves.forEach(move -> {
                    journal.play(move);
                    checks.check(journal.rows());
                }));
    }

    @Property(tries = 400)
    void goingOnFromAnyPointAfterACrashIsLikeHavingGoneOn(
            @ForAll @Size(max = 80) List<@From("moves") Move> moves, @ForAll @IntRange(max = 80) int crash) {
        var journal = new RandomJournal();
        var stored = new MemoryRows();
        for (var move : moves) {
            if (journal.entries().size() == crash) {
                stored = journal.rows().copy();
            }
            journal.play(move);
        }
        var from = crash < journal.entries().size() ? crash : 0;
        var rows = from == 0 ? new MemoryRows() : stored;
        var verdicts = new ArrayList<Verdict>();
        for (var entry : journal.entries().subList(from, journal.entries().size())) {
            var folded = Fold.fold(rows, entry.position(), entry.record());
            rows.apply(folded.changes());
            verdicts.add(folded.verdict());
        }
        shown(journal, () -> {
            assertThat(verdicts)
                    .isEqualTo(
                            journal.verdicts().subList(from, journal.verdicts().size()));
            assertThat(rows).hasToString(journal.rows().toString());
        });
    }

    @Property(tries = 400)
    void aRepeatedRecordChangesNothingItShouldNot(@ForAll @Size(max = 80) List<@From("moves") Move> moves) {
        var journal = new RandomJournal();
        shown(
                journal,
                () -> moves.forEach(move -> {
                    var folded = journal.play(move);
                    if (folded != null) {
                        var last = journal.entries().getLast();
                        var next = new Position(
                                3, last.position().offset() + 1, last.position().at());
                        var again = Fold.fold(journal.rows(), next, last.record());
                        Duplicates.check(last.record(), folded.verdict(), journal.rows(), again);
                    }
                }));
    }

    @Property(tries = 400)
    void foldingWritesNothing(@ForAll @Size(max = 40) List<@From("moves") Move> moves) {
        var journal = new RandomJournal();
        moves.forEach(journal::play);
        var before = journal.rows().toString();
        journal.entries().forEach(entry -> Fold.fold(journal.rows(), entry.position(), entry.record()));
        shown(journal, () -> assertThat(journal.rows()).hasToString(before));
    }

    @Provide
    Arbitrary<Move> moves() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, Move.KINDS - 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1_000_000))
                .as(Move::new);
    }

    private static void shown(RandomJournal journal, Runnable assertions) {
        try {
            assertions.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e + "\n\n" + journal, e);
        }
    }
}
