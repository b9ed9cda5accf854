package dev.reprise.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.fold.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This build makes of every journal of every release what that release made of it: while a cluster is upgraded both
 * fold the same partitions, and answers that one has given must hold for the other. A change of behaviour goes behind a
 * feature that a {@code FoldBarrier} in the journal switches on; see docs/upgrading.md.
 */
class ReleasedJournalsTest {
    static Stream<Path> journals() throws IOException {
        return ReleasedJournals.all().stream();
    }

    @ParameterizedTest
    @MethodSource("journals")
    void everyRecordIsJudgedAsItWasAndChangesTheSameRows(Path file) throws IOException {
        assertSame(file, ReleasedJournal.read(file));
    }

    @Test
    void anotherVerdictIsNoticed() throws IOException {
        var file = ReleasedJournals.all().getFirst();
        var entries = new ArrayList<>(ReleasedJournal.read(file).entries());
        var last = entries.removeLast();
        entries.add(new ReleasedJournal.Entry(
                last.position(), last.record(), new Verdict.Stale("otherwise"), last.changes()));

        assertThatThrownBy(() -> assertSame(file, new ReleasedJournal(entries)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("otherwise");
    }

    private static void assertSame(Path file, ReleasedJournal released) {
        var now = released.foldedAgain();
        for (int i = 0; i < released.entries().size(); i++) {
            var was = released.entries().get(i);
            assertThat(now.entries().get(i))
                    .as("%s, %s", file.getFileName(), was.position())
                    .isEqualTo(was);
        }
    }
}
