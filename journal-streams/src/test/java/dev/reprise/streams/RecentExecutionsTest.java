package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecentExecutionsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final MemoryRows stored = new MemoryRows();
    private final List<Row<?>> asked = new ArrayList<>();
    private RecentExecutions recent = new RecentExecutions();
    private long offset;

    @Test
    void theHeaderThatARecordHasWrittenIsNotReadFromTheStoreAgain() {
        var id = started(1);
        asked.clear();

        fold(JournalRecords.checkpoint(id, 1, 0, JournalRecords.stepDone("1", "\"a\"")));

        assertThat(asked).noneMatch(Row.Header.class::isInstance);
        assertThat(recent.over(nothing()).get(new Row.Header(id))).isEqualTo(stored.get(new Row.Header(id)));
    }

    @Test
    void anOperationThatIsNewIsNotLookedForInTheStoreWhenAllOthersAreKnown() {
        var id = started(1);
        asked.clear();

        fold(JournalRecords.checkpoint(id, 1, 0, JournalRecords.stepDone("1", "\"a\"")));

        assertThat(asked).noneMatch(Row.OfOperation.class::isInstance);
    }

    @Test
    void anOperationThatIsThereIsReadFromTheStore() {
        var id = started(1);
        fold(JournalRecords.checkpoint(id, 1, 0, JournalRecords.stepDone("1", "\"a\"")));

        var again = fold(JournalRecords.checkpoint(id, 1, 1, JournalRecords.stepDone("1", "\"b\"")));

        assertThat(again).isInstanceOf(Verdict.InvalidCheckpoint.class);
    }

    @Test
    void anExecutionThatWasForgottenMeanwhileIsReadFromTheStoreWithAllItsOperations() {
        recent = new RecentExecutions(1);
        var id = started(1);
        fold(JournalRecords.checkpoint(id, 1, 0, JournalRecords.stepDone("1", "\"a\"")));
        started(2);

        fold(JournalRecords.checkpoint(id, 1, 1, JournalRecords.stepDone("2", "\"b\"")));
        var again = fold(JournalRecords.checkpoint(id, 1, 2, JournalRecords.stepDone("1", "\"c\"")));

        assertThat(again).isInstanceOf(Verdict.InvalidCheckpoint.class);
    }

    @Test
    void anExecutionThatHasEndedIsNotKept() {
        var id = started(1);

        fold(JournalRecords.succeeded(id, 1, "\"done\""));

        assertThat(recent.over(nothing()).get(new Row.Header(id))).isNull();
    }

    @Test
    void anExecutionWithMoreOperationsThanAreKeptIsAskedForInTheStore() {
        var id = started(1);
        for (int i = 0; i < 300; i++) {
            fold(JournalRecords.checkpoint(id, 1, i, JournalRecords.stepDone("step" + i, "\"a\"")));
        }

        var again = fold(JournalRecords.checkpoint(id, 1, 300, JournalRecords.stepDone("step299", "\"b\"")));

        assertThat(again).isInstanceOf(Verdict.InvalidCheckpoint.class);
    }

    /** Whatever is known or forgotten, a record is judged as it would be over the store alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRecordIsJudgedAsOverTheStoreAlone(long seed) {
        recent = new RecentExecutions(3);
        var random = new Random(seed);
        var lives = new ArrayList<Life>();
        for (int i = 0; i < 2_000; i++) {
            if (lives.size() < 6) {
                lives.add(new Life(id(i)));
            }
            int which = random.nextInt(lives.size());
            var life = lives.get(which);
            fold(life.next(random));
            if (life.isOver) {
                lives.remove(which);
            }
        }
    }

    /** An execution and what is said of it, some of which is out of place. */
    private static final class Life {
        private final ExecutionId id;
        private int epoch;
        private long seq;
        private boolean isOver;

        Life(ExecutionId id) {
            this.id = id;
        }

        JournalRecord next(Random random) {
            if (epoch == 0) {
                epoch = 1;
                return JournalRecords.start(id, key(id), "{}");
            }
            return switch (random.nextInt(12)) {
                case 0 -> {
                    isOver = true;
                    yield JournalRecords.succeeded(id, epoch, "\"done\"");
                }
                case 1 ->
                    JournalRecords.checkpoint(id, epoch, seq++, JournalRecords.sleep("w" + seq, Duration.ofDays(1)));
                case 2 -> JournalRecords.checkpoint(id, epoch + 1, seq, JournalRecords.stepDone("1", "1"));
                case 3 ->
                    JournalRecords.checkpoint(
                            id,
                            epoch,
                            seq++,
                            JournalRecords.stepDone("a" + seq, "1"),
                            JournalRecords.stepDone("b" + seq, "2"));
                case 4 -> JournalRecords.start(id, key(id), "{}");
                default ->
                    JournalRecords.checkpoint(
                            id, epoch, seq++, JournalRecords.stepDone(Integer.toString(random.nextInt(8)), "1"));
            };
        }
    }

    private ExecutionId started(int number) {
        var id = id(number);
        fold(JournalRecords.start(id, key(id), "{}"));
        return id;
    }

    private static ExecutionId id(int number) {
        return new ExecutionId(0, new UUID(7, number));
    }

    private static ExecutionKey key(ExecutionId id) {
        return new ExecutionKey("function", id.toString());
    }

    private Verdict fold(JournalRecord record) {
        var position = new Position(0, offset++, NOON.plusSeconds(offset));
        var alone = Fold.fold(stored, position, record);
        var folded = Fold.fold(recent.over(noting(stored)), position, record);
        assertThat(folded).as("record %s", record).isEqualTo(alone);
        stored.apply(folded.changes());
        recent.follow(folded.changes());
        return folded.verdict();
    }

    private static Rows nothing() {
        return new MemoryRows();
    }

    private Rows noting(Rows rows) {
        return new Rows() {
            @Override
            public <V> @Nullable V get(Row<V> row) {
                asked.add(row);
                return rows.get(row);
            }

            @Override
            public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
                rows.scan(range, visitor);
            }
        };
    }
}
